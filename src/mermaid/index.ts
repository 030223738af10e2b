export type { Diagnostic, Location, RelatedLocation, Result, Severity } from "../diagnostics/diagnostic.ts";
export {
  lineCount,
  lineText,
  type Position,
  positionAt,
  sourceFile,
  type SourceFile,
  type Span,
} from "../text/source-file.ts";
export { codeFrame } from "../text/code-frame.ts";
export { type MermaidCode, mermaidCodes } from "./codes.ts";
export { decodeEntities } from "./entities.ts";
export type {
  Arrow,
  Direction,
  Edge,
  Flowchart,
  Label,
  Stroke,
  Subgraph,
  Vertex,
  VertexMention,
} from "./flowchart.ts";
export { parseFlowchart } from "./parse-flowchart.ts";
export { parseFlowchartSyntax } from "./parse-syntax.ts";
export { plainLabel } from "./plain-label.ts";
export { shapeNames } from "./shape-names.ts";
export type {
  FlowchartSyntax,
  LinkSyntax,
  Name,
  NodesStatement,
  NodeSyntax,
  ShapeData,
  Statement,
  SubgraphStatement,
} from "./syntax.ts";
