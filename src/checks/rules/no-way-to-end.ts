import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "no-way-to-end",
  ...graphCodes["no-way-to-end"],
  needs: ["graph"],
  check: foundWhileLoading("no-way-to-end"),
});
