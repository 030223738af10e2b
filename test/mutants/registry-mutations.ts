import type { RegistryEntry } from "../../src/registry/entry.ts";
import type { Base } from "./base.ts";
import { edited } from "./mutation.ts";
import type { Mutation } from "./mutation.ts";

type Edits = Parameters<typeof edited>[1];

function entries(
  wanted: (entry: RegistryEntry, base: Base) => boolean,
  change: (entry: RegistryEntry, base: Base) => Edits,
): Mutation["places"] {
  return (base) =>
    base.registry.entries
      .filter((entry) => wanted(entry, base))
      .map((entry) => ({
        at: `${entry.step} ${entry.node_id}`,
        change: { registry: edited(base.registry.file.text, change(entry, base)) },
      }));
}

const current = ({ status }: RegistryEntry): boolean => status.kind === "active";
const every = (): boolean => true;
const nextOf = (entry: RegistryEntry, { registry }: Base): RegistryEntry => {
  const at = registry.entries.indexOf(entry);
  return registry.entries[(at + 1) % registry.entries.length] ?? entry;
};
const setField =
  (field: string, text: (entry: RegistryEntry, base: Base) => string) =>
  (entry: RegistryEntry, base: Base): Edits => {
    const span = entry.fieldSpans[field];
    return span === undefined ? [] : [{ span, text: text(entry, base) }];
  };
/** A line more at the end of the id's line, as deep as the entry's other fields. */
const addField =
  (line: string) =>
  ({ fieldSpans }: RegistryEntry, { registry }: Base): Edits => {
    const end = registry.file.text.indexOf("\n", fieldSpans["id"]?.end ?? 0);
    return [{ span: { start: end, end }, text: `\n    ${line}` }];
  };
const without =
  (...fields: readonly string[]) =>
  (entry: RegistryEntry): boolean =>
    current(entry) && fields.every((field) => entry.fieldSpans[field] === undefined);
const writes = ({ node_id }: RegistryEntry, { graph }: Base): boolean =>
  graph.nodes[graph.indexOf.get(node_id) ?? -1]?.stores.some(({ access }) => access !== "read") === true;

export const registryMutations: readonly Mutation[] = [
  {
    kind: "rename a step in the registry",
    caughtBy: ["node-not-registered"],
    places: entries(current, (entry, base) => [
      ...setField("node_id", ({ node_id }) => `${node_id}New`)(entry, base),
      ...setField("nodes", ({ node_id }) => `[${node_id}New]`)(entry, base),
    ]),
  },
  {
    kind: "drop an entry",
    caughtBy: ["step-removed"],
    places: entries(every, ({ span }) => [{ span, text: "" }]),
  },
  {
    kind: "swap the numbers of two steps",
    caughtBy: ["step-number-changed"],
    places: entries(every, (entry, base) => {
      const next = nextOf(entry, base);
      return [
        ...setField("step", () => String(next.step))(entry, base),
        ...setField("step", () => String(entry.step))(next, base),
      ];
    }),
  },
  {
    kind: "change a number",
    caughtBy: ["step-number-changed"],
    places: entries(
      every,
      setField("step", () => "9999"),
    ),
  },
  {
    kind: "use a number twice",
    caughtBy: ["step-number-repeated"],
    places: entries(
      every,
      setField("step", (entry, base) => String(nextOf(entry, base).step)),
    ),
  },
  {
    kind: "change an id",
    caughtBy: ["step-id-changed"],
    places: entries(
      every,
      setField("id", ({ id }) => `${id}.new`),
    ),
  },
  {
    kind: "use an id twice",
    caughtBy: ["step-id-repeated"],
    places: entries(
      every,
      setField("id", (entry, base) => nextOf(entry, base).id),
    ),
  },
  {
    kind: "register a node twice",
    caughtBy: ["node-id-repeated"],
    places: entries(
      current,
      setField("node_id", (entry, base) => nextOf(entry, base).node_id),
    ),
  },
  {
    kind: "reuse a number for another step",
    caughtBy: ["step-number-reused"],
    places: entries(current, (entry, base) => [
      ...setField("id", () => "RAG.something.else")(entry, base),
      ...setField("node_id", () => "SomethingElse")(entry, base),
    ]),
  },
  {
    kind: "retype a step in the registry",
    caughtBy: ["type-differs"],
    places: entries(
      current,
      setField("type", ({ type }) => (type === "process" ? "decision" : "process")),
    ),
  },
  {
    kind: "relabel a step in the registry",
    caughtBy: ["label-differs"],
    places: entries(
      current,
      setField("node_label", () => "Something else"),
    ),
  },
  {
    kind: "take the owner away",
    caughtBy: ["owner-missing"],
    places: entries(
      (entry) => current(entry) && entry.code_owner !== undefined,
      (entry, { registry }) => {
        const span = entry.fieldSpans["code_owner"] ?? entry.span;
        return [
          { span: { start: registry.file.text.lastIndexOf("\n", span.start), end: span.end }, text: "" },
        ];
      },
    ),
  },
  {
    kind: "call a written step planned",
    caughtBy: ["planned-with-code"],
    places: entries(without("status"), addField("status: planned")),
  },
  {
    kind: "deprecate a step that is drawn",
    caughtBy: ["deprecated-drawn"],
    places: entries(
      without("status"),
      addField("status: { kind: deprecated, date: 2026-01-01, reason: old }"),
    ),
  },
  {
    kind: "retry a step that writes",
    caughtBy: ["retry-without-idempotency"],
    places: entries(
      (entry, base) => without("retry", "idempotent")(entry) && writes(entry, base),
      addField("retry: { attempts: 3, backoff_ms: 10, factor: 2, jitter: 0 }"),
    ),
  },
  {
    kind: "give less time than the retries wait",
    caughtBy: ["timeout-below-retries"],
    places: entries(
      without("retry", "timeout_ms"),
      addField("timeout_ms: 100\n    retry: { attempts: 3, backoff_ms: 1000, factor: 2, jitter: 0 }"),
    ),
  },
  {
    kind: "add a flag without a default",
    caughtBy: ["flag-without-default"],
    places: entries(without("flag"), addField("flag: new_flag")),
  },
  {
    kind: "leave a node out of its own entry",
    caughtBy: ["node-id-not-in-nodes"],
    places: entries(
      (entry) => current(entry) && entry.fieldSpans["nodes"] !== undefined,
      setField("nodes", () => "[Elsewhere]"),
    ),
  },
  {
    kind: "register a store",
    caughtBy: ["store-registered"],
    places: ({ graph, registry }) =>
      [...graph.stores.keys()].map((id) => ({
        at: id,
        change: {
          registry: `${registry.file.text}\n  - { step: 9999, id: RAG.a.store, node_id: ${id}, node_label: A store, type: process, category: facts, code_owner: nobody }\n`,
        },
      })),
  },
];
