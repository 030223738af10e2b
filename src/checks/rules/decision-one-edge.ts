import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "decision-one-edge",
  ...graphCodes["decision-one-edge"],
  needs: ["graph"],
  check: foundWhileLoading("decision-one-edge"),
});
