import { registryCodes } from "../../registry/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "node-id-not-in-nodes",
  ...registryCodes["node-id-not-in-nodes"],
  needs: ["registry"],
  check: foundWhileLoading("node-id-not-in-nodes"),
});
