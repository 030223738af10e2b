import DOMPurify from "dompurify";

/** A flowchart as Mermaid itself reads it. */
export interface OfficialFlowchart {
  readonly vertices: ReadonlyMap<
    string,
    { readonly text?: string; readonly type?: string; readonly classes: readonly string[] }
  >;
  readonly edges: readonly {
    readonly start: string;
    readonly end: string;
    readonly text: string;
    readonly stroke: string;
  }[];
  readonly subgraphs: readonly { readonly id: string; readonly nodes: readonly string[] }[];
}

interface FlowDatabase {
  getVertices(): OfficialFlowchart["vertices"];
  getEdges(): OfficialFlowchart["edges"];
  getSubGraphs(): OfficialFlowchart["subgraphs"];
}

/** Reads a flowchart with the `mermaid` package. Throws its error when it refuses the text. */
export async function readOfficially(text: string): Promise<OfficialFlowchart> {
  // There is no DOM here; the sanitizer needs one, and the parser needs the sanitizer.
  Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (html: string) => html });
  const { default: mermaid } = await import("mermaid");
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const database = diagram.db as unknown as FlowDatabase;
  return { vertices: database.getVertices(), edges: database.getEdges(), subgraphs: database.getSubGraphs() };
}
