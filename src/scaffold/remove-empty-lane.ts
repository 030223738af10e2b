import type { Flowchart } from "../mermaid/flowchart.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { PlacedStatement } from "./move-drawing.ts";
import type { ReadDiagram } from "./move-in-diagram.ts";
import { statementLines } from "./remove-lines.ts";

/** The lane that would hold nothing any more when a node leaves it; null when another node or lane stays in it. */
export function laneEmptiedBy({ vertices, subgraphs }: Flowchart, node: string): string | null {
  const lane = vertices.get(node)?.subgraph;
  const drawn = subgraphs.find(({ id }) => id === lane);
  return drawn === undefined || drawn.members.some((member) => member !== node) ? null : drawn.id;
}

/** Takes out the first and the last line of the lane that a node leaves empty: Mermaid would draw it as a node. */
export function emptiedLane(
  { file, flowchart }: ReadDiagram,
  all: readonly PlacedStatement[],
  node: string,
): readonly TextEdit[] {
  const lane = laneEmptiedBy(flowchart, node);
  return all
    .filter(
      ({ statement, lanes }) => lanes.at(-1) === lane && /^(?:subgraph|end|direction)$/.test(statement.kind),
    )
    .map(({ statement }) => ({ span: statementLines(file.text, statement.span), text: "" }));
}
