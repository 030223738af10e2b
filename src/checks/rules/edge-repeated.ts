import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "edge-repeated",
  ...graphCodes["edge-repeated"],
  needs: ["graph"],
  check: foundWhileLoading("edge-repeated"),
});
