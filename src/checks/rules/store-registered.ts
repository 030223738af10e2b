import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "store-registered",
  ...graphCodes["store-registered"],
  needs: ["graph", "registry"],
  check: foundWhileLoading("store-registered"),
});
