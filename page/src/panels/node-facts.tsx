import type { GraphView } from "../../../src/server/api-schemas.ts";
import { duration } from "../data/times.ts";
import { Fact } from "./fact.tsx";
import { keyFacts } from "./key-changes.tsx";
import { NodeLink } from "./node-link.tsx";

type GraphNode = GraphView["nodes"][number];

const kinds = {
  startEnd: "start or end",
  process: "process",
  decision: "decision",
  error: "error",
} as const satisfies Record<GraphNode["kind"], string>;

function policyFacts({ policy }: GraphNode): readonly (readonly [string, string])[] {
  const { timeout_ms, retry, max_visits, flag } = policy;
  return [
    ...(timeout_ms === undefined ? [] : [["Time-out", duration(timeout_ms)] as const]),
    ...(retry === undefined
      ? []
      : [
          [
            "Retry",
            `${retry.attempts} attempts, first wait ${duration(retry.backoff_ms)}, ×${retry.factor}${retry.jitter > 0 ? `, jitter ${retry.jitter}` : ""}`,
          ] as const,
        ]),
    ...(max_visits === undefined ? [] : [["Most visits", String(max_visits)] as const]),
    ...(flag === undefined ? [] : [["Flag", flag] as const]),
  ];
}

/** What registry, diagram and code say of a step. */
export function NodeFacts({ node, graph }: { readonly node: GraphNode; readonly graph: GraphView }) {
  const lane = graph.lanes.find(({ id }) => id === node.lane)?.title ?? node.lane;
  return (
    <dl class="node-card-facts">
      {node.step_id !== null && (
        <Fact name="Id">
          <code>{node.step_id}</code>
        </Fact>
      )}
      <Fact name="Kind">{kinds[node.kind]}</Fact>
      {lane !== null && <Fact name="Lane">{lane}</Fact>}
      {node.category !== null && <Fact name="Category">{node.category}</Fact>}
      {node.owner !== null && <Fact name="Owner">{node.owner}</Fact>}
      {node.status !== null && <Fact name="Status">{node.status}</Fact>}
      {node.handler !== null && (
        <Fact name="Handler">
          <code>{node.handler}</code>
        </Fact>
      )}
      {policyFacts(node).map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
      {node.stores.map(({ store, access }) => (
        <Fact key={store} name="Store">
          {graph.stores.find(({ id }) => id === store)?.label ?? store} ({access})
        </Fact>
      ))}
    </dl>
  );
}

function Key({ name, without }: { readonly name: string; readonly without?: string }) {
  const facts = keyFacts(name);
  return (
    <li>
      <code>{name}</code>
      {facts?.personal === true && <span class="key-changes-personal">personal</span>}{" "}
      <span class="node-card-dim">{facts?.doc}</span>
      {without !== undefined && without !== "" && <span class="node-card-dim"> Without it: {without}</span>}
    </li>
  );
}

function KeyList(props: { readonly title: string; readonly keys: Readonly<Record<string, string>> }) {
  const keys = Object.entries(props.keys);
  if (keys.length === 0) return null;
  return (
    <>
      <h4>{props.title}</h4>
      <ul class="node-card-keys">
        {keys.map(([name, without]) => (
          <Key key={name} name={name} without={without} />
        ))}
      </ul>
    </>
  );
}

function named(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, ""]));
}

/** The keys that a step reads and writes. */
export function NodeKeys({ node }: { readonly node: GraphNode }) {
  return (
    <>
      <KeyList title="Reads" keys={named(node.reads)} />
      <KeyList title="Reads if it is there" keys={node.optional} />
      <KeyList title="Writes" keys={named(node.writes)} />
    </>
  );
}

/** The edges into and out of a step, each a way to its neighbour. */
export function NodeEdges({ node, graph }: { readonly node: GraphNode; readonly graph: GraphView }) {
  const ways = [
    { title: "From", edges: graph.edges.filter(({ target }) => target === node.id), end: "source" as const },
    { title: "To", edges: graph.edges.filter(({ source }) => source === node.id), end: "target" as const },
  ];
  return (
    <>
      {ways.map(
        ({ title, edges, end }) =>
          edges.length > 0 && (
            <div key={title}>
              <h4>{title}</h4>
              <ul class="node-card-keys">
                {edges.map((edge) => (
                  <li key={`${edge.source} ${edge.target} ${edge.label ?? ""}`}>
                    {edge.label !== null && <span class="node-card-outcome">{edge.label}</span>}
                    {edge.kind === "error" && <span class="node-card-outcome">error</span>}{" "}
                    <NodeLink node={edge[end]} />
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  );
}
