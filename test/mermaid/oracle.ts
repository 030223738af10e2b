import DOMPurify from "dompurify";
import { decodeEntities } from "../../src/mermaid/entities.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { sourceFile } from "../../src/text/source-file.ts";

// Mermaid cleans labels with DOMPurify, which does nothing without a browser; these two are all that it needs to exist.
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: string) => text });
const { default: mermaid } = await import("mermaid");
// More edges than the fuzzed texts can have.
mermaid.initialize({ maxEdges: 100_000 });

/** What both parsers say of a text, in a form that can be compared; `refused` has a reason each in its own words. */
export type Reading =
  | { readonly refused: string }
  | {
      readonly direction: string;
      readonly vertices: readonly unknown[];
      readonly edges: readonly unknown[];
      readonly subgraphs: readonly unknown[];
      readonly classDefs: readonly unknown[];
    };

// YAML gives labels other than texts.
type OfficialText = string | number | boolean | string[] | undefined;

interface OfficialDb {
  getDirection(): string;
  getVertices(): Map<string, { id: string; text: OfficialText; type?: string; classes: string[] }>;
  getEdges(): {
    start: string;
    end: string;
    text: OfficialText;
    type: string;
    stroke: string;
    length?: number;
    id: string;
    isUserDefinedId: boolean;
  }[];
  getSubGraphs(): { id: string; title: OfficialText; nodes: string[]; dir?: string; classes: string[] }[];
  getClasses(): Map<string, { id: string; styles: string[] }>;
}

// Mermaid keeps entities in a code of its own until it draws.
function asWritten(coded: string): string {
  return coded.replaceAll("ﬂ°°", "#").replaceAll("ﬂ°", "#").replaceAll("¶ß", ";");
}

function official(text: OfficialText): string {
  return decodeEntities(asWritten([text ?? ""].flat().join(",")));
}

function directionOf(name: string): string {
  return name === "TD" || name === "BR" ? "TB" : name;
}

const arrows: Readonly<Record<string, readonly [string, string]>> = {
  arrow_open: ["none", "none"],
  arrow_point: ["none", "point"],
  arrow_cross: ["none", "cross"],
  arrow_circle: ["none", "circle"],
  double_arrow_point: ["point", "point"],
  double_arrow_cross: ["cross", "cross"],
  double_arrow_circle: ["circle", "circle"],
};

/** How the official parser reads a text. */
export async function readOfficially(text: string): Promise<Reading> {
  let db: OfficialDb;
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    db = diagram.db as unknown as OfficialDb;
    if (!("getVertices" in db)) return { refused: `this is a ${diagram.type}` };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
  const subgraphs = db.getSubGraphs();
  // A slip of the official parser puts `;;` and the words behind `accTitle:` among the members of a subgraph.
  const known = new Set([...db.getVertices().keys(), ...subgraphs.map(({ id }) => id)]);
  return {
    direction: directionOf(db.getDirection()),
    // `clickable` is added by `click` for the page's style sheet; nobody wrote it.
    vertices: Array.from(db.getVertices().values(), ({ id, text: label, type, classes }) => [
      id,
      official(label),
      type ?? null,
      classes.filter((name) => name !== "clickable"),
    ]),
    edges: db
      .getEdges()
      .map((edge) => [
        edge.start,
        edge.end,
        official(edge.text),
        edge.isUserDefinedId ? asWritten(edge.id) : null,
        edge.type === "INVALID"
          ? "cannot be drawn"
          : [edge.stroke, ...(arrows[edge.type] ?? [edge.type]), edge.length],
      ]),
    subgraphs: subgraphs.map(({ id, title, nodes, dir, classes }) => [
      id,
      official(title),
      nodes.filter((node) => known.has(node)),
      dir ? directionOf(dir) : null,
      classes,
    ]),
    classDefs: Array.from(db.getClasses().values(), ({ id, styles }) => [id, styles]),
  };
}

/** How ours does. */
export function readOurselves(text: string): Reading {
  const { value, diagnostics } = parseFlowchart(sourceFile("fixture.mmd", text));
  const mistakes = diagnostics.filter(({ severity }) => severity !== "warning");
  if (!value || mistakes.length > 0)
    return { refused: mistakes.map(({ code, message }) => `${code}: ${message}`).join("\n") };
  const undrawable = new Set(
    diagnostics
      .filter(({ code }) => code === "mermaid-link-ends-differ")
      .map(({ location }) => location?.span.start),
  );
  return {
    direction: value.direction,
    vertices: Array.from(value.vertices.values(), ({ id, label, shape, classes }) => [
      id,
      label?.text ?? id,
      shape ?? null,
      classes.map(({ name }) => name),
    ]),
    edges: value.edges.map((edge) => [
      edge.source,
      edge.target,
      edge.label?.text ?? "",
      edge.id ?? null,
      undrawable.has(edge.span.start)
        ? "cannot be drawn"
        : [edge.stroke, edge.startArrow, edge.endArrow, edge.length],
    ]),
    subgraphs: value.subgraphs.map(({ id, title, members, direction, classes }) => [
      id,
      title.text,
      members,
      direction ?? null,
      classes.map(({ name }) => name),
    ]),
    classDefs: Array.from(value.classDefs, ([name, { styles }]) => [name, styles]),
  };
}

/** A reading to compare: two refusals are alike whatever they say. */
export function comparable(reading: Reading): unknown {
  return "refused" in reading ? "refused" : reading;
}
