import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Reporter } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { MermaidCode } from "./codes.ts";
import type { Edge, Label, VertexMention } from "./flowchart.ts";
import type { OpenSubgraph, SubgraphDraft } from "./resolve-subgraphs.ts";
import type { Name } from "./syntax.ts";

/** A vertex while its mentions are gathered. */
export interface VertexDraft {
  readonly id: string;
  label: Label | undefined;
  shape: string | undefined;
  subgraph: string | undefined;
  readonly classes: { readonly name: string; readonly span: Span }[];
  readonly mentions: VertexMention[];
}

/** What is known of the flowchart up to the statement that is being resolved. */
export interface Resolution {
  readonly vertices: Map<string, VertexDraft>;
  readonly edges: Edge[];
  readonly edgeIds: Map<string, Span>;
  /** By id; the first of several with one id, which takes the members of the others. */
  readonly subgraphs: Map<string, SubgraphDraft>;
  /** From the outermost to the innermost. */
  readonly open: OpenSubgraph[];
  /** Which subgraph has a vertex or another subgraph. */
  readonly owners: Map<string, string>;
  readonly unmatchedClasses: { readonly id: Name; readonly className: string }[];
  readonly diagnostics: Diagnostic[];
  readonly report: Reporter<MermaidCode>;
  readonly file: SourceFile;
}

/** The vertex of an id, made at its first mention. */
export function vertexOf({ vertices }: Resolution, id: string): VertexDraft {
  const known = vertices.get(id);
  if (known) return known;
  const made: VertexDraft = {
    id,
    label: undefined,
    shape: undefined,
    subgraph: undefined,
    classes: [],
    mentions: [],
  };
  vertices.set(id, made);
  return made;
}

/** Gives a class to whatever has the id by now; false when nothing has. */
export function assignClass(resolution: Resolution, id: string, className: Name): boolean {
  const vertex = resolution.vertices.get(id);
  const subgraph = resolution.subgraphs.get(id);
  vertex?.classes.push(className);
  subgraph?.classes.push(className);
  return vertex !== undefined || subgraph !== undefined || resolution.edgeIds.has(id);
}
