import { mermaidCodes } from "../../mermaid/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "mermaid-two-shapes",
  ...mermaidCodes["mermaid-two-shapes"],
  needs: ["graph"],
  check: foundWhileLoading("mermaid-two-shapes"),
});
