import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "no-entry",
  ...graphCodes["no-entry"],
  needs: ["graph"],
  check: foundWhileLoading("no-entry"),
});
