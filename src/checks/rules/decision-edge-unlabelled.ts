import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "decision-edge-unlabelled",
  ...graphCodes["decision-edge-unlabelled"],
  needs: ["graph"],
  check: foundWhileLoading("decision-edge-unlabelled"),
});
