import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "label-differs",
  ...graphCodes["label-differs"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("label-differs"),
});
