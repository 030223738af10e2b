import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "node-not-registered",
  ...graphCodes["node-not-registered"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("node-not-registered"),
});
