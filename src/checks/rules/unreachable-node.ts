import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "unreachable-node",
  ...graphCodes["unreachable-node"],
  needs: ["graph"],
  check: foundWhileLoading("unreachable-node"),
});
