import { mermaidCodes } from "../../mermaid/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "mermaid-two-labels",
  ...mermaidCodes["mermaid-two-labels"],
  needs: ["graph"],
  check: foundWhileLoading("mermaid-two-labels"),
});
