import type { FlowchartSyntax, Name, Statement } from "../mermaid/syntax.ts";
import type { Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";

function namesOf(statement: Statement): readonly { readonly id: string; readonly span: Span }[] {
  const named = ({ name, span }: Name) => ({ id: name, span });
  switch (statement.kind) {
    case "nodes":
      return statement.groups.flat().map(({ id, idSpan }) => ({ id, span: idSpan }));
    case "class":
    case "click":
      return statement.ids.map(named);
    case "style":
      return [named(statement.id)];
    case "subgraph":
    case "end":
    case "direction":
    case "classDef":
    case "linkStyle":
    case "accTitle":
    case "accDescr":
      return [];
  }
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
