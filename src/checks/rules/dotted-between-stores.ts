import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "dotted-between-stores",
  ...graphCodes["dotted-between-stores"],
  needs: ["graph"],
  check: foundWhileLoading("dotted-between-stores"),
});
