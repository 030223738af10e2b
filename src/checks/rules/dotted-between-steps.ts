import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "dotted-between-steps",
  ...graphCodes["dotted-between-steps"],
  needs: ["graph"],
  check: foundWhileLoading("dotted-between-steps"),
});
