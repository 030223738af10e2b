import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "store-unused",
  ...graphCodes["store-unused"],
  needs: ["graph"],
  check: foundWhileLoading("store-unused"),
});
