import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "shape-not-executable",
  ...graphCodes["shape-not-executable"],
  needs: ["graph"],
  check: foundWhileLoading("shape-not-executable"),
});
