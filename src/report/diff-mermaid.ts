import type { EdgeMatch, VersionDiff } from "../diff/change.ts";
import type { Graph, GraphEdge, GraphNode, NodeKind } from "../graph/graph.ts";
import { kindBrackets } from "../graph/picture-text.ts";

type Look = "added" | "removed" | "changed" | "context";

const styles: Readonly<Record<Look, string>> = {
  added: "fill:#dafbe1,stroke:#1a7f37,stroke-width:2px,color:#0a3d1a",
  removed: "fill:#ffebe9,stroke:#cf222e,stroke-width:2px,stroke-dasharray:5 4,color:#67060c",
  changed: "fill:#fff8c5,stroke:#9a6700,stroke-width:2px,color:#4d2d00",
  context: "fill:#f6f8fa,stroke:#8c959f,color:#424a53",
};

const lineStyles: Readonly<Record<Look, string | null>> = {
  added: "stroke:#1a7f37,stroke-width:2px",
  removed: "stroke:#cf222e,stroke-width:2px,stroke-dasharray:5 4",
  changed: "stroke:#bf8700,stroke-width:2px",
  context: null,
};

const brackets: Readonly<Record<NodeKind | "store", readonly [open: string, close: string]>> = {
  ...kindBrackets,
  store: ["[(", ")]"],
};

/** A text between quotes, with entities for all that Mermaid would read as markup. */
function quoted(lines: readonly string[]): string {
  const text = lines.map((line) => line.replaceAll(/[#"<>`&]/g, (sign) => `#${sign.charCodeAt(0)};`));
  return `"${text.join("<br/>")}"`;
}

interface Line {
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
  readonly look: Look;
  readonly dotted: boolean;
}

/** What is drawn: names stand for nodes after, `- name` for those that are gone, `store name` for stores. */
interface Picture {
  readonly boxes: ReadonlyMap<string, string>;
  readonly lines: readonly Line[];
}

function nodeLines(node: GraphNode, diff: VersionDiff): readonly string[] {
  const number = node.entry === null ? "" : `${node.entry.step} · `;
  const before = diff.after.graph.nodes.includes(node) ? diff.nodes.before.get(node.id) : node.id;
  const was = before !== undefined && before !== node.id ? ` (was ${before})` : "";
  return node.label === node.id
    ? [`${number}${node.id}${was}`]
    : [`${node.id}${was}`, `${number}${node.label}`];
}

function lookOf({ kind }: EdgeMatch): Look {
  return kind === "kept" ? "context" : kind === "added" || kind === "removed" ? kind : "changed";
}

const controlLine = (
  edge: GraphEdge,
  nameOf: (index: number) => string,
  look: Look,
  label = edge.label,
): Line => {
  return { from: nameOf(edge.source), to: nameOf(edge.target), label, look, dotted: false };
};

function controlLines(diff: VersionDiff): readonly Line[] {
  const { before, after, nodes } = diff;
  const nameAfter = (index: number): string => after.graph.nodes[index]?.id ?? "";
  const nameBefore = (index: number): string => {
    const id = before.graph.nodes[index]?.id ?? "";
    return nodes.after.get(id) ?? `- ${id}`;
  };
  return diff.edges.flatMap((match): readonly Line[] => {
    const { kind, before: old, after: now } = match;
    if (now === null) return old === null ? [] : [controlLine(old, nameBefore, "removed")];
    const labels =
      kind === "relabelled" ? `${old?.label ?? "no label"} → ${now.label ?? "no label"}` : now.label;
    const drawn = controlLine(now, nameAfter, lookOf(match), labels);
    return kind === "rewired" && old !== null ? [drawn, controlLine(old, nameBefore, "removed")] : [drawn];
  });
}

const accesses = (
  { graph }: VersionDiff["after"],
  nameOf: (id: string) => string,
): Map<string, Omit<Line, "look">> => {
  const found = graph.nodes.flatMap(({ id, stores }) =>
    stores.flatMap(({ store, access }) => {
      const [step, other] = [nameOf(id), `store ${store}`];
      const read = { from: other, to: step, label: null, dotted: true };
      const write = { from: step, to: other, label: null, dotted: true };
      return access === "read" ? [read] : access === "write" ? [write] : [read, write];
    }),
  );
  return new Map(found.map((line) => [`${line.from}\n${line.to}`, line]));
};

function storeLines(diff: VersionDiff): readonly Line[] {
  const { before, after, nodes } = diff;
  const was = accesses(before, (id) => nodes.after.get(id) ?? `- ${id}`);
  const is = accesses(after, (id) => id);
  return [
    ...Array.from(is, ([key, line]): Line => ({ ...line, look: was.has(key) ? "context" : "added" })),
    ...Array.from(was)
      .filter(([key]) => !is.has(key))
      .map(([, line]): Line => ({ ...line, look: "removed" })),
  ];
}

const nodeAreas = new Set(["step", "policy", "registry", "handler", "data"]);

function looksOf({ before, after, nodes, changes }: VersionDiff): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>();
  for (const { area, subject } of changes)
    if (nodeAreas.has(area) && after.graph.indexOf.has(subject)) looks.set(subject, "changed");
  for (const { id } of after.graph.nodes) if (!nodes.before.has(id)) looks.set(id, "added");
  for (const { id } of before.graph.nodes) if (!nodes.after.has(id)) looks.set(`- ${id}`, "removed");
  for (const change of changes) {
    if (change.area !== "store") continue;
    looks.set(
      `store ${change.subject}`,
      change.field === null ? (change.after === null ? "removed" : "added") : "changed",
    );
  }
  return looks;
}

/** Whether a line is drawn: it differs itself, or it joins a step that differs with its surroundings. */
function near({ from, to, look, dotted }: Line, looks: ReadonlyMap<string, Look>): boolean {
  return look !== "context" || (!dotted && (looks.has(from) || looks.has(to)));
}

function pictureOf(diff: VersionDiff): Picture {
  const looks = looksOf(diff);
  const lines = [...controlLines(diff), ...storeLines(diff)].filter((line) => near(line, looks));
  const wanted = new Set([...looks.keys(), ...lines.flatMap(({ from, to }) => [from, to])]);
  const boxes = new Map<string, string>();
  const box = (name: string, kind: NodeKind | "store", texts: readonly string[]): void => {
    if (!wanted.has(name) || boxes.has(name)) return;
    const [open, close] = brackets[kind];
    boxes.set(name, `${open}${quoted(texts)}${close}:::${looks.get(name) ?? "context"}`);
  };
  const steps = ({ nodes }: Graph, nameOf: (id: string) => string): void => {
    for (const node of nodes) box(nameOf(node.id), node.kind, nodeLines(node, diff));
  };
  steps(diff.after.graph, (id) => id);
  steps(diff.before.graph, (id) => diff.nodes.after.get(id) ?? `- ${id}`);
  for (const { graph } of [diff.after, diff.before])
    for (const { id, label } of graph.stores.values()) box(`store ${id}`, "store", [label]);
  return { boxes, lines };
}

/** A picture as text, and its size. */
export interface MermaidDiff {
  readonly text: string;
  readonly boxes: number;
  readonly edges: number;
}

/**
 * The part of the diagram that differs, with the steps next to it, as a flowchart: added green, removed red and dashed,
 * changed amber. Nodes have names of the picture's own, since a name before can be another step's after. GitHub draws
 * at most 500 edges, so it matters how many there are.
 */
export function mermaidDiff(diff: VersionDiff): MermaidDiff {
  const { boxes, lines } = pictureOf(diff);
  const names = new Map([...boxes.keys()].map((name, at) => [name, `n${at}`]));
  const looks = (["added", "removed", "changed"] as const).flatMap((look) => {
    const numbers = lines.flatMap((line, at) => (line.look === look ? [at] : []));
    return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(",")} ${lineStyles[look]}`];
  });
  const arrow = ({ from, to, label, dotted }: Line): string => {
    const middle = label === null ? "" : `|${quoted([label])}|`;
    return `  ${names.get(from) ?? ""} ${dotted ? "-.->" : "-->"}${middle} ${names.get(to) ?? ""}`;
  };
  const text = [
    "flowchart TB",
    ...Object.entries(styles).map(([look, style]) => `  classDef ${look} ${style}`),
    ...(boxes.size === 0 ? ['  n0["No step, edge or store differs"]:::context'] : []),
    ...Array.from(boxes, ([name, box]) => `  ${names.get(name) ?? ""}${box}`),
    ...lines.map(arrow),
    ...looks,
  ].join("\n");
  return { text: `${text}\n`, boxes: boxes.size, edges: lines.length };
}
