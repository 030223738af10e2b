import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/**
 * What can be wrong with a flowchart's text. `fatal` is what Mermaid refuses too; the warnings are texts that it draws,
 * though not as their author most likely meant.
 */
export const mermaidCodes = {
  "mermaid-not-a-flowchart": { severity: "fatal", title: "Not a Mermaid flowchart" },
  "mermaid-front-matter": { severity: "fatal", title: "Front matter that cannot be read" },
  "mermaid-direction": { severity: "fatal", title: "Unknown direction" },
  "mermaid-character": { severity: "fatal", title: "Character that has no meaning here" },
  "mermaid-statement": { severity: "fatal", title: "Not a statement" },
  "mermaid-statement-end": { severity: "fatal", title: "Text after the end of a statement" },
  "mermaid-trailing-comment": { severity: "fatal", title: "Comment behind a statement" },
  "mermaid-reserved-word": { severity: "fatal", title: "Reserved word used as an id" },
  "mermaid-link-source": { severity: "fatal", title: "Link without a node before it" },
  "mermaid-link-target": { severity: "fatal", title: "Link without a node after it" },
  "mermaid-link-text": { severity: "fatal", title: "Link text that is not closed" },
  "mermaid-short-arrow": { severity: "fatal", title: "Arrow with one dash too few" },
  "mermaid-ampersand": { severity: "fatal", title: "`&` without a space on each side" },
  "mermaid-label-not-closed": { severity: "fatal", title: "Label that is not closed" },
  "mermaid-label-quotes": { severity: "fatal", title: "Label that needs quotes" },
  "mermaid-label-empty": { severity: "fatal", title: "Empty label" },
  "mermaid-string-not-closed": { severity: "fatal", title: "Quote that is not closed" },
  "mermaid-shape-data": { severity: "fatal", title: "`@{ }` that cannot be read" },
  "mermaid-shape-name": { severity: "fatal", title: "Unknown shape name" },
  "mermaid-subgraph-title": { severity: "fatal", title: "Subgraph title that cannot be read" },
  "mermaid-subgraph-not-closed": { severity: "fatal", title: "Subgraph without `end`" },
  "mermaid-end-without-subgraph": { severity: "fatal", title: "`end` without a subgraph" },
  "mermaid-link-style-index": { severity: "fatal", title: "`linkStyle` of a link that does not exist" },
  "mermaid-link-eats-letter": { severity: "warning", title: "A link that swallows the letter `o` or `x`" },
  "mermaid-link-ends-differ": { severity: "warning", title: "The two ends of a link do not fit" },
  "mermaid-comment-in-id": { severity: "warning", title: "`%%` that became part of an id" },
  "mermaid-end-in-title": { severity: "warning", title: "`end` in lower case in a title" },
  "mermaid-two-labels": { severity: "warning", title: "One id with two labels" },
  "mermaid-two-shapes": { severity: "warning", title: "One id with two shapes" },
  "mermaid-two-subgraphs": { severity: "warning", title: "A node in two subgraphs" },
  "mermaid-class-before-node": { severity: "warning", title: "`class` of a node that is not there yet" },
  "mermaid-direction-swallows": {
    severity: "warning",
    title: "A line swallowed by the words `direction LR`",
  },
  "mermaid-directive-not-closed": {
    severity: "warning",
    title: "A directive that swallows the rest of the text",
  },
  "mermaid-shape-data-colon": { severity: "warning", title: "No space behind a colon in `@{ }`" },
  "mermaid-edge-id-twice": { severity: "warning", title: "An edge id used twice" },
  "mermaid-node-named-as-edge": { severity: "warning", title: "A node with the id of an edge" },
  "mermaid-many-edges": { severity: "warning", title: "More edges than Mermaid draws by default" },
} as const satisfies Record<string, CodeInfo>;

export type MermaidCode = keyof typeof mermaidCodes;
