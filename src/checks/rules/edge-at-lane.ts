import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "edge-at-lane",
  ...graphCodes["edge-at-lane"],
  needs: ["graph"],
  check: foundWhileLoading("edge-at-lane"),
});
