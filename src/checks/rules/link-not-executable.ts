import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "link-not-executable",
  ...graphCodes["link-not-executable"],
  needs: ["graph"],
  check: foundWhileLoading("link-not-executable"),
});
