import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "type-differs",
  ...graphCodes["type-differs"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("type-differs"),
});
