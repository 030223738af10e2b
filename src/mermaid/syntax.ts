import type { Span } from "../text/source-file.ts";
import type { Arrow, Direction, Label, Stroke } from "./flowchart.ts";

/** A name and where it stands. */
export interface Name {
  readonly name: string;
  readonly span: Span;
}

/** `@{ shape: …, label: … }`; keys and values as YAML reads them. */
export interface ShapeData {
  readonly span: Span;
  readonly values: Readonly<Record<string, unknown>>;
  readonly shape?: string | undefined;
  /** Given by `label`, or empty where an icon or image takes its place. */
  readonly label?: Label | undefined;
  readonly hidesId: boolean;
}

/** One mention of a node: id, shape with label, class, data. */
export interface NodeSyntax {
  readonly id: string;
  readonly idSpan: Span;
  readonly span: Span;
  /** The bracket shape, by the official parser's name. */
  readonly shape?: string | undefined;
  readonly label?: Label | undefined;
  /** `:::name` */
  readonly className?: Name | undefined;
  readonly data?: ShapeData | undefined;
}

/** A link between two groups of nodes. */
export interface LinkSyntax {
  /** `e1@` */
  readonly id?: Name | undefined;
  readonly stroke: Stroke;
  readonly startArrow: Arrow;
  readonly endArrow: Arrow;
  readonly length: number;
  readonly label?: Label | undefined;
  /** The link with its label, without its id. */
  readonly span: Span;
}

/** `A & B --> C`: `links[i]` joins `groups[i]` to `groups[i + 1]`. */
export interface NodesStatement {
  readonly kind: "nodes";
  readonly groups: readonly (readonly NodeSyntax[])[];
  readonly links: readonly LinkSyntax[];
  readonly span: Span;
}

/** The first line of a subgraph. Its body follows, up to the `end` statement that fits. */
export interface SubgraphStatement {
  readonly kind: "subgraph";
  /** Undefined where Mermaid makes one up, since a title with white space is no id. */
  readonly id: string | undefined;
  readonly idSpan: Span;
  readonly title: Label;
  readonly span: Span;
}

/** Statements in the order of the text; subgraphs are not nested in the tree, `subgraph` and `end` stand in the list. */
export type Statement =
  | NodesStatement
  | SubgraphStatement
  | { readonly kind: "end"; readonly span: Span }
  | { readonly kind: "direction"; readonly direction: Direction; readonly span: Span }
  | {
      readonly kind: "classDef";
      readonly names: readonly Name[];
      readonly styles: readonly string[];
      readonly span: Span;
    }
  | { readonly kind: "class"; readonly ids: readonly Name[]; readonly className: Name; readonly span: Span }
  | { readonly kind: "style"; readonly id: Name; readonly styles: readonly string[]; readonly span: Span }
  | {
      readonly kind: "linkStyle";
      readonly links: "default" | readonly (Name & { readonly index: number })[];
      readonly interpolate?: string | undefined;
      readonly styles: readonly string[];
      readonly span: Span;
    }
  | { readonly kind: "click"; readonly ids: readonly Name[]; readonly span: Span }
  | { readonly kind: "accTitle" | "accDescr"; readonly text: string; readonly span: Span };

/** A flowchart as written. Statements that cannot be read are left out, or kept up to the mistake. */
export interface FlowchartSyntax {
  /** `flowchart TD` */
  readonly header: { readonly direction: Direction; readonly span: Span };
  readonly statements: readonly Statement[];
  readonly comments: readonly { readonly text: string; readonly span: Span }[];
  /** `%%{init: …}%%` */
  readonly directives: readonly { readonly span: Span; readonly closed: boolean }[];
  /** From `---` to `---`. */
  readonly frontMatter?: { readonly title?: string | undefined; readonly span: Span } | undefined;
}
