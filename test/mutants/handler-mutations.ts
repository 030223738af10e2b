import type { StepDefinition } from "../../src/definition/step.ts";
import type { GraphNode } from "../../src/graph/graph.ts";
import { reachability } from "../../src/graph/reachability.ts";
import { isStep } from "../../src/project/step-modules.ts";
import type { StepModule } from "../../src/project/step-modules.ts";
import { moved, withStep } from "./base.ts";
import type { Base } from "./base.ts";
import type { Mutant, Mutation } from "./mutation.ts";

interface Handler {
  readonly node: GraphNode;
  readonly step: StepDefinition;
  readonly module: StepModule;
}

function handlers({ graph, code }: Base): readonly Handler[] {
  return graph.nodes.flatMap((node) => {
    const module = code.moduleOf.get(node.id);
    return module !== undefined && isStep(module.exported) ? [{ node, step: module.exported, module }] : [];
  });
}

/** A change of what a step declares, for each thing that `each` finds in a step. */
function declared<T>(
  each: (handler: Handler, base: Base) => readonly T[],
  change: (handler: Handler, thing: T) => Partial<StepDefinition>,
): Mutation["places"] {
  return (base) =>
    handlers(base).flatMap((handler) =>
      each(handler, base).map((thing): Mutant => ({
        at: `${handler.node.id} ${String(thing)}`,
        change: { modules: withStep(base, handler.node.id, change(handler, thing)) },
      })),
    );
}

function files(
  change: (handler: Handler, base: Base) => readonly StepModule[],
  wanted: (handler: Handler) => boolean = () => true,
): Mutation["places"] {
  return (base) =>
    handlers(base)
      .filter(wanted)
      .map((handler) => ({ at: handler.node.id, change: { modules: change(handler, base) } }));
}

const replaced = ({ code }: Base, module: StepModule, by: StepModule): readonly StepModule[] =>
  code.modules.map((found) => (found === module ? by : found));
const asList = <T>(thing: T, wanted: boolean): readonly T[] => (wanted ? [thing] : []);
const readersOf = (base: Base, key: string): readonly Handler[] =>
  handlers(base).filter(({ step }) => step.reads.includes(key) || step.optional[key] !== undefined);
const writersOf = (base: Base, key: string): readonly Handler[] =>
  handlers(base).filter(({ step }) => step.writes.includes(key));

/** A key that only steps write which no run can have come by: found by reachability alone. The first one is enough. */
function laterKeys(base: Base): (handler: Handler) => readonly string[] {
  const reach = reachability(base.graph);
  const all = handlers(base);
  return ({ node, step }) =>
    Object.keys(base.code.state)
      .filter((key) => {
        if (base.code.state[key]?.flags.input !== undefined || key === "step_error") return false;
        if (step.reads.includes(key) || step.optional[key] !== undefined) return false;
        return !all.some(
          (other) => other.step.writes.includes(key) && reach.canReach(other.node.index, node.index),
        );
      })
      .slice(0, 1);
}

/** Whether a run can come to a node without coming by a step that writes a key, found by walking. */
function avoidable({ graph, code }: Base, wanted: number, key: string): boolean {
  const seen = new Set(graph.entries);
  for (const index of seen) {
    const node = graph.nodes[index];
    const writes = code.steps[index]?.writes.includes(key) === true;
    if (!writes) for (const { target } of node?.out ?? []) seen.add(target);
    if (node?.errorEdge) seen.add(node.errorEdge.target);
  }
  return seen.has(wanted);
}

const without = (list: readonly string[], key: string): readonly string[] =>
  list.filter((one) => one !== key);
const lessOptional = ({ optional }: StepDefinition, key: string): StepDefinition["optional"] =>
  Object.fromEntries(Object.entries(optional).filter(([name]) => name !== key));

export const handlerMutations: readonly Mutation[] = [
  {
    kind: "delete a handler",
    caughtBy: ["handler-missing"],
    places: files(({ node }, base) => withStep(base, node.id, null)),
  },
  {
    kind: "put a handler into another folder",
    caughtBy: ["handler-lane"],
    places: files(
      ({ module }, base) => replaced(base, module, moved(module, { lane: "elsewhere" })),
      ({ node }) => node.lane !== null,
    ),
  },
  {
    kind: "rename a handler's file",
    caughtBy: ["handler-file-name"],
    places: files(({ module }, base) => replaced(base, module, moved(module, { name: `${module.name}Old` }))),
  },
  {
    kind: "name a node wrongly in a handler",
    caughtBy: ["handler-orphan"],
    places: files(({ node }, base) => withStep(base, node.id, { node: `${node.id}s` })),
  },
  {
    kind: "copy a handler",
    caughtBy: ["handler-repeated"],
    places: files(({ module }, base) => [
      ...base.code.modules,
      moved(module, { name: `${module.name}Copy` }),
    ]),
  },
  {
    kind: "read a key that only later steps write",
    caughtBy: ["key-never-written"],
    places: (base) => declared(laterKeys(base), ({ step }, key) => ({ reads: [...step.reads, key] }))(base),
  },
  {
    kind: "need a key that a path does not write",
    caughtBy: ["key-not-written"],
    places: declared(
      ({ node, step }, base) => Object.keys(step.optional).filter((key) => avoidable(base, node.index, key)),
      ({ step }, key) => ({ reads: [...step.reads, key], optional: lessOptional(step, key) }),
    ),
  },
  {
    kind: "drop the only write of a key that others need",
    caughtBy: ["key-never-written", "key-not-written"],
    places: declared(
      ({ step }, base) =>
        step.writes.filter((key) => {
          const given = base.code.state[key]?.flags.input;
          return (
            given === undefined &&
            writersOf(base, key).length === 1 &&
            readersOf(base, key).some(({ node }) => node.id !== step.node)
          );
        }),
      ({ step }, key) => ({ writes: without(step.writes, key) }),
    ),
  },
  {
    kind: "drop the only read of a key",
    caughtBy: ["key-never-read"],
    places: declared(
      ({ step }, base) =>
        [...step.reads, ...Object.keys(step.optional)].filter(
          (key) =>
            readersOf(base, key).length === 1 &&
            writersOf(base, key).length > 0 &&
            base.code.state[key]?.flags.output !== true,
        ),
      ({ step }, key) => ({ reads: without(step.reads, key), optional: lessOptional(step, key) }),
    ),
  },
  {
    kind: "read a key that is not declared",
    caughtBy: ["handler-key-unknown"],
    places: declared(
      () => ["no_such_key"],
      ({ step }, key) => ({ reads: [...step.reads, key] }),
    ),
  },
  {
    kind: "write a key that is not declared",
    caughtBy: ["handler-key-unknown"],
    places: declared(
      () => ["no_such_key"],
      ({ step }, key) => ({ writes: [...step.writes, key] }),
    ),
  },
  {
    kind: "misspell a key that is written",
    caughtBy: ["handler-key-unknown"],
    places: declared(
      ({ step }) => step.writes,
      ({ step }, key) => ({ writes: [...without(step.writes, key), `${key}s_`] }),
    ),
  },
  {
    kind: "log personal data",
    caughtBy: ["handler-attr-pii"],
    places: declared(
      ({ step }, { code }) =>
        [...step.reads, ...step.writes].filter((key) => code.state[key]?.flags.pii === true),
      ({ step }, key) => ({ attrs: [...step.attrs, key] }),
    ),
  },
  {
    kind: "widen the outcomes of the code",
    caughtBy: ["handler-outcome-unknown"],
    places: declared(
      ({ node }) => asList("Perhaps", node.kind === "decision"),
      ({ node }, more) => ({ outcomes: [...node.outcomes, more] }),
    ),
  },
  {
    kind: "let a step decide that is no decision",
    caughtBy: ["handler-outcome-unknown"],
    places: declared(
      ({ node }) => asList("Yes", node.kind !== "decision"),
      (_, outcome) => ({ outcomes: [outcome] }),
    ),
  },
  {
    kind: "narrow the outcomes of the code",
    caughtBy: ["label-never-returned"],
    places: declared(
      ({ node }) => node.outcomes,
      ({ node }, label) => ({ outcomes: without(node.outcomes, label) }),
    ),
  },
];
