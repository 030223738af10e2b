import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "data-edge-direction",
  ...graphCodes["data-edge-direction"],
  needs: ["graph"],
  check: foundWhileLoading("data-edge-direction"),
});
