import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "start-end-in-the-middle",
  ...graphCodes["start-end-in-the-middle"],
  needs: ["graph"],
  check: foundWhileLoading("start-end-in-the-middle"),
});
