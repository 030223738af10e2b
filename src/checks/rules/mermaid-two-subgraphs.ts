import { mermaidCodes } from "../../mermaid/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "mermaid-two-subgraphs",
  ...mermaidCodes["mermaid-two-subgraphs"],
  needs: ["graph"],
  check: foundWhileLoading("mermaid-two-subgraphs"),
});
