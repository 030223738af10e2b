import type { FlowchartSyntax, Name, Statement } from "../mermaid/syntax.ts";
import type { Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** A node's id where a statement names it. */
interface NamedNode {
  readonly id: string;
  readonly span: Span;
}

function asNode({ name, span }: Name): NamedNode {
  return { id: name, span };
}

function namesOf(statement: Statement): readonly NamedNode[] {
  if (statement.kind === "nodes")
    return statement.groups.flat().map(({ id, idSpan }) => ({ id, span: idSpan }));
  if (statement.kind === "class" || statement.kind === "click") return statement.ids.map(asNode);
  return statement.kind === "style" ? [asNode(statement.id)] : [];
}

/** Every place where a flowchart names a node by its id: definitions, edges, `class`, `style` and `click` lines. */
export function placesOfNode({ statements }: FlowchartSyntax, id: string): readonly Span[] {
  return statements.flatMap((statement) =>
    namesOf(statement)
      .filter((name) => name.id === id)
      .map(({ span }) => span),
  );
}

/** Gives a node another id at every place that names it. Labels and comments are texts of people and stay. */
export function renameInDiagram(syntax: FlowchartSyntax, from: string, to: string): readonly TextEdit[] {
  return placesOfNode(syntax, from).map((span) => ({ span, text: to }));
}
