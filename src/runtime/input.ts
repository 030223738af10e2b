import type { AnyStateKey } from "../definition/state.ts";
import { didYouMean, nearest } from "../diagnostics/nearest.ts";
import { emptyState, type StateRecord } from "./branch.ts";
import { RunError } from "./errors.ts";
import type { Plan, PlannedNode } from "./plan.ts";

interface InputKeys {
  /** The keys that the input may have. */
  readonly allowed: ReadonlyMap<string, AnyStateKey>;
  /** Those it must have, unless their schema has a default. */
  readonly required: readonly string[];
}

const inputKeys = new WeakMap<Plan, InputKeys>();

function inputKeysOf(plan: Plan): InputKeys {
  let keys = inputKeys.get(plan);
  if (keys === undefined) {
    const allowed = new Map([...plan.keys].filter(([, key]) => key.flags.input !== undefined));
    const required = [...allowed].filter(([, key]) => key.flags.input === true).map(([name]) => name);
    inputKeys.set(plan, (keys = { allowed, required }));
  }
  return keys;
}

/** The node a run starts at. Throws a `RunError` that lists the entries when it cannot be told. */
export function entryOf(plan: Plan, wanted: string | undefined): PlannedNode {
  const { graph, nodes } = plan;
  const [first] = graph.entries;
  const only = graph.entries.length === 1 ? first : undefined;
  const index = wanted === undefined ? (graph.indexOf.get("Start") ?? only) : graph.indexOf.get(wanted);
  const node = index === undefined ? undefined : nodes[index];
  if (node !== undefined) return node;
  const entries = graph.entries.map((entry) => nodes[entry]?.id ?? "");
  const listed = entries.map((id) => `\`${id}\``).join(", ") || "none";
  if (wanted === undefined) {
    throw new RunError("entry-ambiguous", `The diagram has no \`Start\`, and its entries are: ${listed}.`, {
      hint: `run(program, input, { entry: "${entries[0] ?? nodes[0]?.id ?? ""}" })`,
    });
  }
  const near = didYouMean(wanted, graph.indexOf.keys());
  throw new RunError(
    "entry-unknown",
    `No step of the diagram is called \`${wanted}\`; its entries are: ${listed}.${near}`,
  );
}

/** The first state of a run. Throws one `RunError` that names everything wrong with the input. */
export function readInput(
  plan: Plan,
  entry: PlannedNode,
  input: Readonly<Record<string, unknown>>,
): StateRecord {
  const keys = inputKeysOf(plan);
  // A run that starts in the middle, as lane tests do, is given what earlier steps would have written.
  const inTheMiddle = !plan.graph.entries.includes(entry.index);
  const allowed = inTheMiddle ? plan.keys : keys.allowed;
  const state = emptyState();
  const problems: string[] = [];
  const read = (name: string, key: AnyStateKey): void => {
    const parsed = key.schema.safeParse(input[name]);
    if (parsed.success) {
      if (parsed.data !== undefined) state[name] = parsed.data;
      return;
    }
    for (const issue of parsed.error.issues) {
      problems.push(`\`${[name, ...issue.path].map(String).join(".")}\`: ${issue.message}`);
    }
  };
  for (const name of Object.keys(input)) {
    const key = allowed.get(name);
    if (key !== undefined) read(name, key);
    else {
      const why = plan.keys.has(name) ? "is not a key that the input gives" : "is no state key";
      const near = nearest(name, allowed.keys());
      problems.push(`\`${name}\` ${why}${near === undefined ? "" : ` (did you mean \`${near}\`?)`}`);
    }
  }
  if (!inTheMiddle) {
    for (const name of keys.required) {
      const key = allowed.get(name);
      if (key === undefined || Object.hasOwn(input, name)) continue;
      const fallback = key.schema.safeParse(undefined);
      if (!fallback.success) problems.push(`\`${name}\` is missing`);
      else if (fallback.data !== undefined) state[name] = fallback.data;
    }
  }
  if (problems.length > 0) {
    throw new RunError("input-invalid", `The input does not fit the declared keys: ${problems.join("; ")}.`, {
      node: entry.id,
    });
  }
  return state;
}
