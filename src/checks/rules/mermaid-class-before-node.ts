import { mermaidCodes } from "../../mermaid/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "mermaid-class-before-node",
  ...mermaidCodes["mermaid-class-before-node"],
  needs: ["graph"],
  check: foundWhileLoading("mermaid-class-before-node"),
});
