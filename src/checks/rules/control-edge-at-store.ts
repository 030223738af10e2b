import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "control-edge-at-store",
  ...graphCodes["control-edge-at-store"],
  needs: ["graph"],
  check: foundWhileLoading("control-edge-at-store"),
});
