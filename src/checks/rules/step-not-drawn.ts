import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "step-not-drawn",
  ...graphCodes["step-not-drawn"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("step-not-drawn"),
});
