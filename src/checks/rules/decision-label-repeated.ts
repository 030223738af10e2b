import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "decision-label-repeated",
  ...graphCodes["decision-label-repeated"],
  needs: ["graph"],
  check: foundWhileLoading("decision-label-repeated"),
});
