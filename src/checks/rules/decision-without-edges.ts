import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "decision-without-edges",
  ...graphCodes["decision-without-edges"],
  needs: ["graph"],
  check: foundWhileLoading("decision-without-edges"),
});
