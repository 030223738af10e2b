import type { Span } from "../text/source-file.ts";
import type { Direction, Label } from "./flowchart.ts";
import type { Resolution } from "./resolution.ts";
import type { Statement, SubgraphStatement } from "./syntax.ts";

/** A subgraph whose `end` has not come yet. */
export interface OpenSubgraph {
  readonly statement: SubgraphStatement;
  readonly id: string;
  /** Nodes and subgraphs of the body, with repetitions. */
  readonly members: string[];
  direction: Direction | undefined;
}

/** A closed subgraph; another one with the same id may still add members to it. */
export interface SubgraphDraft {
  readonly id: string;
  readonly title: Label;
  readonly direction: Direction | undefined;
  readonly parent: string | undefined;
  readonly members: string[];
  readonly classes: { readonly name: string; readonly span: Span }[];
  readonly span: Span;
  readonly idSpan: Span;
}

/** The id of each subgraph. Those without one of their own are numbered in the order in which all subgraphs close. */
export function matchSubgraphs(statements: readonly Statement[]): ReadonlyMap<SubgraphStatement, string> {
  const ids = new Map<SubgraphStatement, string>();
  const open: SubgraphStatement[] = [];
  const close = (): void => {
    const closed = open.pop();
    if (closed) ids.set(closed, closed.id ?? `subGraph${ids.size}`);
  };
  for (const statement of statements) {
    if (statement.kind === "subgraph") open.push(statement);
    else if (statement.kind === "end") close();
  }
  while (open.length > 0) close();
  return ids;
}

/** Closes the innermost open subgraph. A member that another subgraph has already stays there. */
export function closeSubgraph(resolution: Resolution, end: number): void {
  const closed = resolution.open.pop();
  if (!closed) return;
  const { id } = closed;
  const around = resolution.open.at(-1);
  const known = resolution.subgraphs.get(id);
  const draft = known ?? newDraft(closed, around?.id, end);
  if (!known) resolution.subgraphs.set(id, draft);
  for (const member of new Set(closed.members)) {
    if (member === id || resolution.owners.has(member)) continue;
    resolution.owners.set(member, id);
    draft.members.push(member);
    const vertex = resolution.vertices.get(member);
    if (vertex) vertex.subgraph = id;
  }
  around?.members.push(id);
}

function newDraft(
  { id, statement, direction }: OpenSubgraph,
  parent: string | undefined,
  end: number,
): SubgraphDraft {
  const { title, span, idSpan } = statement;
  return { id, title, direction, parent, members: [], classes: [], span: { start: span.start, end }, idSpan };
}
