import type { Json } from "../definition/step.ts";
import type { StateRecord } from "./branch.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { Plan, PlannedNode } from "./plan.ts";
import type { Route } from "./route.ts";

/** Where in a run's log a step's attributes come from. */
interface Attr {
  readonly name: string;
  /** A key that the step may see or writes: its value is taken when the handler logs none. */
  readonly fromState: boolean;
  /** Personal data: always null. */
  readonly personal: boolean;
}

export type Stage = "completed" | "skipped" | "retrying" | "failed";
export type Attrs = Readonly<Record<string, Json>>;

// Every line has these; a step that lists them among its attrs means the same ones.
const always: ReadonlySet<string> = new Set(["step", "request_id", "next_step", "processing_stage"]);

const attrsOfPlan = new WeakMap<Plan, (readonly Attr[] | undefined)[]>();

function declaredAttrs(plan: Plan, node: PlannedNode): readonly Attr[] {
  let byNode = attrsOfPlan.get(plan);
  if (byNode === undefined) attrsOfPlan.set(plan, (byNode = []));
  return (byNode[node.index] ??= makeAttrs(plan, node));
}

function makeAttrs(plan: Plan, node: PlannedNode): readonly Attr[] {
  const { definition } = node;
  if (definition === null) return [];
  const seen = new Set([...definition.reads, ...Object.keys(definition.optional), ...definition.writes]);
  return definition.attrs
    .filter((name) => !always.has(name))
    .map((name) => ({ name, fromState: seen.has(name), personal: plan.keys.get(name)?.flags.pii === true }));
}

/** The attributes of one line, in their order: `step`, `request_id`, the declared ones, `next_step`, `processing_stage`. */
export function attrsOf(
  context: HandlerContext,
  state: StateRecord,
  requestId: string,
  route: Route | null,
  stage: Stage = context.skipped ? "skipped" : "completed",
): Attrs {
  const { node, attrs: logged } = context;
  const attrs: Record<string, Json> = { step: node.step, request_id: requestId };
  for (const { name, fromState, personal } of declaredAttrs(context.execution.plan, node)) {
    let value: unknown = null;
    if (!personal) {
      if (logged !== null && Object.hasOwn(logged, name)) value = logged[name];
      else if (fromState) value = state[name];
    }
    attrs[name] = typeof value === "object" && value !== null ? jsonOf(value) : scalarOf(value);
  }
  attrs["next_step"] = route === null ? null : route.nextStep;
  attrs["processing_stage"] = stage;
  return attrs;
}

function scalarOf(value: unknown): Json {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "bigint" ? value.toString() : null;
}

/** What a log can hold of an object: itself when it is JSON, else null. */
function jsonOf(value: object): Json {
  try {
    const text: unknown = JSON.stringify(value);
    if (typeof text !== "string") return null;
    const copy: Json = JSON.parse(text);
    return copy;
  } catch {
    return null;
  }
}
