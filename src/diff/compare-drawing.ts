import type { Graph, GraphNode } from "../graph/graph.ts";
import type { Subgraph } from "../mermaid/flowchart.ts";
import { plainLabel } from "../mermaid/plain-label.ts";
import type { Area, Change } from "./change.ts";
import type { NodeMatch } from "./match-nodes.ts";

/** A change of one field; nothing when both sides are the same. */
export function fieldChange(
  area: Area,
  subject: string,
  field: string,
  before: string | null,
  after: string | null,
): readonly Change[] {
  if (before === after) return [];
  const change = field === "label" ? "relabelled" : "changed";
  return [{ area, change, subject, field, before, after }];
}

/** The whole of something is there on one side only. */
export function wholeChange(
  area: Area,
  change: "added" | "removed",
  subject: string,
  text: string | null,
): Change {
  return {
    area,
    change,
    subject,
    field: null,
    before: change === "removed" ? text : null,
    after: change === "added" ? text : null,
  };
}

const list = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(", "));

/** What the picture alone says of a node. */
function drawing({ flowchart }: Graph, id: string) {
  const vertex = flowchart.vertices.get(id);
  return {
    label: plainLabel(vertex?.label ?? id),
    shape: vertex?.shape ?? "square",
    classes: list((vertex?.classes ?? []).map(({ name }) => name)),
  };
}

function nodeChanges(
  [before, one]: [Graph, GraphNode],
  [after, other]: [Graph, GraphNode],
): readonly Change[] {
  const [was, is] = [drawing(before, one.id), drawing(after, other.id)];
  const { id } = other;
  return [
    ...(one.id === id
      ? []
      : [
          {
            area: "step",
            change: "renamed",
            subject: id,
            field: "node_id",
            before: one.id,
            after: id,
          } as const,
        ]),
    ...fieldChange("step", id, "label", was.label, is.label),
    ...fieldChange("step", id, "type", one.kind, other.kind),
    ...(one.kind === other.kind ? fieldChange("step", id, "shape", was.shape, is.shape) : []),
    ...fieldChange("step", id, "lane", one.lane, other.lane),
    ...fieldChange("step", id, "class", was.classes, is.classes),
    ...wiringChanges(one, other),
  ];
}

const wired = ({ stores }: GraphNode): Map<string, string> =>
  new Map(stores.map(({ store, access }) => [store, access]));

function wiringChanges(one: GraphNode, other: GraphNode): readonly Change[] {
  const [was, is] = [wired(one), wired(other)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((store): readonly Change[] => {
    const [old, now] = [was.get(store) ?? null, is.get(store) ?? null];
    const subject = `${other.id} ↔ ${store}`;
    if (old === now) return [];
    if (old === null || now === null)
      return [wholeChange("wiring", old === null ? "added" : "removed", subject, now ?? old)];
    return fieldChange("wiring", subject, "access", old, now);
  });
}

/** Compares what has a name on both sides under that name. */
export function compareNamed<T>(
  area: Area,
  [before, after]: readonly [ReadonlyMap<string, T>, ReadonlyMap<string, T>],
  textOf: (value: T) => string,
  fields: (name: string, before: T, after: T) => readonly Change[],
): readonly Change[] {
  const changes: Change[] = [];
  for (const [name, value] of after) {
    const old = before.get(name);
    if (old === undefined) changes.push(wholeChange(area, "added", name, textOf(value)));
    else changes.push(...fields(name, old, value));
  }
  for (const [name, value] of before)
    if (!after.has(name)) changes.push(wholeChange(area, "removed", name, textOf(value)));
  return changes;
}

/** Whether what is on both sides comes in another order. */
function reordered(before: readonly string[], after: readonly string[]): boolean {
  const places = new Map(after.map((name, place) => [name, place]));
  const common = before.flatMap((name) => places.get(name) ?? []);
  return common.some((place, at) => at > 0 && place < (common[at - 1] ?? 0));
}

/** The edges by their ends and label; two alike by their number. */
function edgeKeys({ nodes, edges }: Graph, nameOf: (id: string) => string): readonly string[] {
  const seen = new Map<string, number>();
  return edges.map(({ source, target, label }) => {
    const key = [nameOf(nodes[source]?.id ?? ""), nameOf(nodes[target]?.id ?? ""), label].join("\n");
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return `${key}\n${times}`;
  });
}

const same = (id: string): string => id;

const idsOf = (graph: Graph, name: (id: string) => string): string[] => graph.nodes.map(({ id }) => name(id));

function orderChanges(before: Graph, after: Graph, nodes: NodeMatch): readonly Change[] {
  const nameOf = (id: string): string => nodes.after.get(id) ?? `- ${id}`;
  const orders = [
    ["steps", idsOf(before, nameOf), idsOf(after, same)],
    ["edges", edgeKeys(before, nameOf), edgeKeys(after, same)],
  ] as const;
  return orders.flatMap(([field, was, is]): readonly Change[] =>
    reordered(was, is)
      ? [{ area: "order", change: "changed", subject: "diagram", field, before: null, after: null }]
      : [],
  );
}

function lanesOf({ lanes }: Graph): ReadonlyMap<string, Subgraph> {
  return new Map(lanes.map((lane) => [lane.id, lane]));
}

const nodeAt = (graph: Graph, id: string): GraphNode | undefined => graph.nodes[graph.indexOf.get(id) ?? -1];

/** Steps, stores, lanes and their order, as drawn. Edges are compared by themselves. */
export function drawingChanges(before: Graph, after: Graph, nodes: NodeMatch): readonly Change[] {
  const changes: Change[] = [];
  for (const node of after.nodes) {
    const old = nodeAt(before, nodes.before.get(node.id) ?? "");
    if (old === undefined || !nodes.before.has(node.id)) {
      changes.push(wholeChange("step", "added", node.id, node.label));
      for (const { store, access } of node.stores)
        changes.push(wholeChange("wiring", "added", `${node.id} ↔ ${store}`, access));
    } else changes.push(...nodeChanges([before, old], [after, node]));
  }
  for (const node of before.nodes)
    if (!nodes.after.has(node.id)) changes.push(wholeChange("step", "removed", node.id, node.label));
  changes.push(
    ...compareNamed(
      "store",
      [before.stores, after.stores],
      ({ label }) => label,
      (id, was, is) => [
        ...fieldChange("store", id, "label", was.label, is.label),
        ...fieldChange("store", id, "lane", was.lane, is.lane),
      ],
    ),
    ...compareNamed(
      "lane",
      [lanesOf(before), lanesOf(after)],
      ({ title }) => plainLabel(title),
      (id, was, is) => [
        ...fieldChange("lane", id, "label", plainLabel(was.title), plainLabel(is.title)),
        ...fieldChange("lane", id, "parent", was.parent ?? null, is.parent ?? null),
      ],
    ),
    ...orderChanges(before, after, nodes),
  );
  return changes;
}
