import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "deprecated-drawn",
  ...graphCodes["deprecated-drawn"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("deprecated-drawn"),
});
