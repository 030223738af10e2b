import type { DeclaredKeys, StateDefinition } from "../../src/definition/state.ts";
import type { StepDeclaration, StepDefinition } from "../../src/definition/step.ts";
import type { DeclaredCode, DeclaredKey, DeclaredStep } from "../../src/diff/declarations.ts";
import type { Migration } from "../../src/diff/saved-runs.ts";
import type { Version } from "../../src/diff/version.ts";
import { engineKeys } from "../../src/runtime/engine-keys.ts";
import type { JournalRecord } from "../../src/runtime/journal.ts";
import { createMemoryJournal } from "../../src/runtime/memory-journal.ts";
import type { RunResult } from "../../src/runtime/options.ts";
import { run } from "../../src/runtime/run.ts";
import type { TestContext } from "../runtime/program-of.ts";
import { linkText } from "../graph/link-text.ts";

/** A step of a test: what it declares, and what it does. */
export interface Step extends Partial<Omit<StepDefinition, "kind" | "node" | "run">> {
  readonly run?: (context: TestContext) => unknown;
}

/** One version of a small project that can be run. */
export interface Side {
  readonly diagram: string;
  readonly registry?: string;
  /** A node that is not named does nothing, a decision takes its first edge; null has no handler. */
  readonly steps?: Readonly<Record<string, Step | null>>;
  readonly state?: StateDefinition;
  /** As the declarations say it, for keys of which the text matters. */
  readonly schemas?: Readonly<Record<string, string>>;
}

function definitionOf(node: string, spec: Step, outcomes: readonly string[]): StepDefinition {
  const act = spec.run ?? (() => outcomes[0]);
  return {
    kind: "ragstep/step",
    node,
    reads: [],
    optional: {},
    writes: [],
    attrs: [],
    outcomes: undefined,
    pure: false,
    ...spec,
    run: act,
  };
}

/** A key's declaration as its text would give it. */
export function declaredKey(name: string, flags: DeclaredKeys[string]["flags"], schema: string): DeclaredKey {
  return {
    name,
    schema,
    fullSchema: schema,
    transient: flags.transient === true,
    pii: flags.pii === true,
    input: flags.input === undefined ? null : flags.input === true ? "true" : "optional",
    output: flags.output === true,
    merge: flags.merge === undefined ? null : JSON.stringify(flags.merge),
  };
}

/** What a handler declares. */
export function declaredStep(step: StepDeclaration, file = `steps/${step.node}.ts`): DeclaredStep {
  const { node, reads, optional, writes, attrs, outcomes, pure } = step;
  return {
    node,
    file,
    reads,
    optional: Object.keys(optional),
    writes,
    attrs,
    outcomes: outcomes ?? null,
    pure,
  };
}

/** A version that can be compared and run. `ran` collects the ids of the nodes whose handlers ran. */
export function versionOf(name: string, side: Side) {
  const { graph, diagnostics } = linkText(side.diagram, side.registry);
  const ran: string[] = [];
  const steps = graph.nodes.map(({ id, outcomes }) => {
    const spec = side.steps?.[id];
    if (spec === null) return null;
    const definition = definitionOf(id, spec ?? {}, outcomes);
    const act = definition.run as (context: unknown) => unknown;
    return {
      ...definition,
      run: (context: unknown) => {
        ran.push(id);
        return act(context);
      },
    } satisfies StepDefinition;
  });
  const state = { ...engineKeys, ...side.state };
  const code: DeclaredCode = {
    steps: new Map(
      steps.flatMap((step) => (step === null ? [] : [[step.node, declaredStep(step)] as const])),
    ),
    keys: new Map(
      Object.entries(state).map(([key, { flags }]) => [
        key,
        declaredKey(key, flags, side.schemas?.[key] ?? "z.unknown()"),
      ]),
    ),
    unread: new Set(),
  };
  const fatal = diagnostics.filter(({ severity }) => severity === "fatal");
  const version: Version = { name, graph, code, fatal };
  return { version, program: { graph, state, steps }, ran };
}

export type Sided = ReturnType<typeof versionOf>;

/** Runs a version to its end and gives the records of the run. */
export async function recordsOf(
  { program }: Sided,
  input: Record<string, unknown>,
): Promise<readonly JournalRecord[]> {
  const journal = createMemoryJournal();
  await run(program, input, { journal, runId: "run" }).done;
  return await journal.read("run");
}

/** The records of a run rewritten as a migration says, by nothing but its words. */
export function migrated(records: readonly JournalRecord[], migration: Migration): readonly JournalRecord[] {
  const { nodes, outcomes, branches } = migration;
  return records.map((record) => {
    const node = nodes[record.node] ?? record.node;
    const labels = outcomes[record.node] ?? {};
    const one = (label: string): string => labels[label] ?? label;
    const patch = Object.entries(record.patch).filter(
      ([key]) => record.visit > 0 || !migration.input_without.includes(key),
    );
    return {
      ...record,
      node,
      key: `${node}#${record.visit}`,
      graph_hash: migration.graph_hash.after,
      patch: Object.fromEntries(patch),
      branch: record.branch
        .split(".")
        .map((edge) => branches[edge] ?? edge)
        .join("."),
      outcome: typeof record.outcome === "string" ? one(record.outcome) : (record.outcome?.map(one) ?? null),
    };
  });
}

/** How a run goes on from some records: what it came to, and which handlers ran. */
export async function resumedFrom(
  { program, ran }: Sided,
  records: readonly JournalRecord[],
  input: Record<string, unknown> = {},
): Promise<{ readonly result: RunResult; readonly ran: readonly string[] }> {
  const journal = createMemoryJournal();
  for (const record of records) await journal.append(record);
  ran.length = 0;
  const result = await run(program, input, { journal, runId: "run", resume: true, strict: true }).done;
  return { result, ran: [...ran] };
}
