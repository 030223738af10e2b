import type { Span } from "../text/source-file.ts";

/** A label as written and as read. */
export interface Label {
  /** The source text between the delimiters, quotes and all. */
  readonly raw: string;
  /** What a reader sees: entities decoded, quotes removed; `<br/>` and Markdown are left as they are. */
  readonly text: string;
  readonly kind: "plain" | "string" | "markdown";
  readonly span: Span;
}

/** `TB` is written back as the official parser does: `TD` and `v` become `TB`, `>` `LR`, `<` `RL`, `^` `BT`. */
export type Direction = "TB" | "BT" | "LR" | "RL";

/** Where a vertex id stands in the text; `label` and `shape` are present when this mention gives them. */
export interface VertexMention {
  /** The id alone. */
  readonly idSpan: Span;
  /** Id, shape and class shorthand together. */
  readonly span: Span;
  readonly label?: Label | undefined;
  readonly shape?: string | undefined;
  /** The subgraph whose body the mention stands in. */
  readonly subgraph?: string | undefined;
}

/** A node of the flowchart, after all its mentions. */
export interface Vertex {
  readonly id: string;
  /** The last label given; undefined when the id alone was used. */
  readonly label?: Label | undefined;
  /** The official parser's name of the shape (`square`, `round`, `diamond`, `stadium`, `cylinder`, …) or the `@{ shape }` name; undefined when none was given. */
  readonly shape?: string | undefined;
  /** Classes in the order of assignment, each with the place that assigns it. */
  readonly classes: readonly { readonly name: string; readonly span: Span }[];
  /** In the order of the text; never empty. */
  readonly mentions: readonly VertexMention[];
  /** The innermost subgraph that owns it, as the official parser decides. */
  readonly subgraph?: string | undefined;
}

export type Stroke = "normal" | "thick" | "dotted" | "invisible";
export type Arrow = "none" | "point" | "circle" | "cross";

/** One arrow of the picture; `A & B --> C & D` gives four. */
export interface Edge {
  /** `e1@-->` */
  readonly id?: string | undefined;
  readonly source: string;
  readonly target: string;
  readonly stroke: Stroke;
  readonly startArrow: Arrow;
  readonly endArrow: Arrow;
  /** 1 for the shortest form. */
  readonly length: number;
  readonly label?: Label | undefined;
  /** The link token with its label. */
  readonly span: Span;
  readonly sourceSpan: Span;
  readonly targetSpan: Span;
}

export interface Subgraph {
  readonly id: string;
  readonly title: Label;
  readonly direction?: Direction | undefined;
  readonly parent?: string | undefined;
  /** Vertices and subgraphs directly inside, in the official parser's order. */
  readonly members: readonly string[];
  /** Classes in the order of assignment. */
  readonly classes: readonly { readonly name: string; readonly span: Span }[];
  /** From `subgraph` to `end`. */
  readonly span: Span;
  readonly idSpan: Span;
}

/** What a flowchart says, with the place of everything. The official parser's data, made readable. */
export interface Flowchart {
  readonly direction: Direction;
  /** In the order of first mention. */
  readonly vertices: ReadonlyMap<string, Vertex>;
  readonly edges: readonly Edge[];
  /** In the order in which they close, as the official parser lists them. */
  readonly subgraphs: readonly Subgraph[];
  readonly classDefs: ReadonlyMap<string, { readonly styles: readonly string[]; readonly span: Span }>;
  /** `%%` comments, for `ragstep-ignore` and for edits that keep them. */
  readonly comments: readonly { readonly text: string; readonly span: Span }[];
  /** `title` of the front matter, or else `accTitle`. */
  readonly title?: string | undefined;
  /** `accDescr` */
  readonly description?: string | undefined;
}
