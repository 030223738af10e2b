import type { Graph, GraphNode } from "../../graph/graph.ts";
import type { UndrawnWay } from "../../recording/taken-edges.ts";
import type { Facts } from "../facts.ts";
import { recordedEdges } from "../recorded-edges.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "recording-stale",
  severity: "warning",
  title: "A recorded run that goes a way which is not drawn",
} as const;
const report = reporterFor(about);

/** The steps that come after a node once the planned ones in between, which cannot be run yet, are left out. */
function drawnNext(graph: Graph, node: GraphNode): ReadonlySet<string> {
  const open = [...node.out];
  const found = new Set<string>();
  for (const { target } of open) {
    const next = graph.nodes[target];
    if (next === undefined || found.has(next.id)) continue;
    found.add(next.id);
    if (next.entry?.status.kind === "planned") open.push(...next.out);
  }
  return found;
}

function sentence(graph: Graph, { step, target }: UndrawnWay): string | null {
  const node = graph.nodes[graph.indexOf.get(step.node) ?? -1];
  if (node === undefined || target === null)
    return `came to \`${step.node}\`, which the diagram does not draw as a step`;
  if (drawnNext(graph, node).has(target) && node.kind !== "decision") return null;
  const outcome = step.outcome === null ? "" : ` by \`${[step.outcome].flat().join("` and `")}\``;
  return `went from \`${node.id}\`${outcome} to \`${target}\`, which the diagram does not draw`;
}

/** Where a recording first names the node of a visit, also after somebody's formatter went over it. */
function place({ runs }: Facts, { step, recordings }: UndrawnWay) {
  const recording = runs?.recordings.find(({ name }) => name === recordings[0]);
  if (recording === undefined) return undefined;
  const { file } = recording;
  const name = JSON.stringify(step.node);
  const found = [`"node":${name}`, `"node": ${name}`].map((text) => file.text.indexOf(text));
  const start = Math.max(0, ...found);
  return { file, span: { start, end: start + `"node":${name}`.length } };
}

export default rule({
  ...about,
  needs: ["graph", "runs"],
  check(facts) {
    const { graph } = facts;
    if (graph === null) return [];
    return (recordedEdges(facts)?.undrawn ?? []).flatMap((way) => {
      const what = sentence(graph, way);
      if (what === null) return [];
      const count = way.recordings.length;
      const who = count === 1 ? "A recorded run" : `${count} recorded runs`;
      return [report(place(facts, way), `${who} ${what}.`, { hint: "ragstep verify --update" })];
    });
  },
});
