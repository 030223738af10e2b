import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "error-edge-repeated",
  ...graphCodes["error-edge-repeated"],
  needs: ["graph"],
  check: foundWhileLoading("error-edge-repeated"),
});
