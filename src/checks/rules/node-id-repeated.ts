import { registryCodes } from "../../registry/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "node-id-repeated",
  ...registryCodes["node-id-repeated"],
  needs: ["registry"],
  check: foundWhileLoading("node-id-repeated"),
});
