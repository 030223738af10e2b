import { didYouMean } from "../diagnostics/nearest.ts";
import type { Branch } from "./branch.ts";
import { StepContractError } from "./errors.ts";
import type { Execution } from "./execution.ts";
import { deepFreeze } from "./freeze.ts";
import type { Plan, PlannedNode } from "./plan.ts";
import { routeOver, type Route } from "./route.ts";
import { noteWrite } from "./writes.ts";

/** Whether something has to be awaited. Handlers that return at once cost no promise. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function shown(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return typeof value === "object"
    ? "an object"
    : typeof value === "undefined"
      ? "nothing"
      : `a ${typeof value}`;
}

/** The patch that a handler returned; undefined when it returned none. Throws a `StepContractError` for anything else. */
export function patchOf(node: PlannedNode, result: unknown): object | undefined {
  if (result === undefined) return undefined;
  if (typeof result === "object" && result !== null && !Array.isArray(result)) {
    if (node.byOutcome === null) return result;
    const patch: unknown = Reflect.get(result, "patch");
    if (patch === undefined) return undefined;
    if (typeof patch === "object" && patch !== null && !Array.isArray(patch)) return patch;
    throw wrongPatch(node, patch);
  }
  if (node.byOutcome !== null) return undefined;
  throw wrongPatch(node, result);
}

function wrongPatch(node: PlannedNode, value: unknown): StepContractError {
  return new StepContractError(
    "patch-invalid",
    `Step \`${node.id}\` returned ${shown(value)} as its patch, expected an object of the keys it writes, or nothing.`,
    { node: node.id },
  );
}

/** The route after a step: a decision's by what it returned, every other's by the diagram alone. Throws a `StepContractError` for an unknown outcome. */
export function routeAfter(plan: Plan, node: PlannedNode, result: unknown): Route {
  if (node.route !== null) return node.route;
  const outcome: unknown =
    typeof result === "object" && result !== null && !Array.isArray(result)
      ? Reflect.get(result, "outcome")
      : result;
  if (typeof outcome === "string") return routeOf(node, outcome);
  if (!Array.isArray(outcome) || outcome.length === 0) throw unknownOutcome(node, outcome);
  const chosen: readonly unknown[] = outcome;
  return chosen.length === 1 ? routeOf(node, chosen[0]) : severalRoutes(plan, node, chosen);
}

function routeOf(node: PlannedNode, outcome: unknown): Route {
  const route = typeof outcome === "string" ? node.byOutcome?.get(outcome) : undefined;
  if (route === undefined) throw unknownOutcome(node, outcome);
  return route;
}

function severalRoutes(plan: Plan, node: PlannedNode, outcomes: readonly unknown[]): Route {
  for (const outcome of outcomes) routeOf(node, outcome);
  const { graphNode } = node;
  const labels = graphNode.outcomes.filter((label) => outcomes.includes(label));
  const [only] = labels;
  if (only !== undefined && labels.length === 1) return routeOf(node, only);
  // No label holds a line break, so this names the combination and no single label.
  const name = labels.join("\n");
  let route = node.byOutcome?.get(name);
  if (route === undefined) {
    const edges = graphNode.out.filter((edge) => edge.label !== null && labels.includes(edge.label));
    route = routeOver(plan.graph.nodes, edges, labels);
    node.byOutcome?.set(name, route);
  }
  return route;
}

function unknownOutcome(node: PlannedNode, outcome: unknown): StepContractError {
  const labels = node.graphNode.outcomes;
  const near = typeof outcome === "string" ? didYouMean(outcome, labels) : "";
  return new StepContractError(
    "outcome-unknown",
    `Decision \`${node.id}\` returned ${shown(outcome)}, expected one of its labels ${labels.map((label) => `\`${label}\``).join(", ")}.${near}`,
    { node: node.id },
  );
}

/** Writes a patch into the branch's state. Throws a `StepContractError` for a key the step does not declare, before anything is written. */
export function applyPatch(execution: Execution, branch: Branch, node: PlannedNode, patch: object): void {
  const names = Object.keys(patch);
  for (const name of names) if (!node.writes.has(name)) throw undeclaredKey(execution, node, name);
  for (const name of names) {
    const value: unknown = Reflect.get(patch, name);
    // A key set to undefined is a key not set: JSON, and so the journal, knows no difference.
    if (value === undefined) continue;
    if (execution.strict) checkValue(execution, node, name, value);
    writeKey(execution, branch, node, name, value);
  }
}

/** Sets one key of a branch, and notes it when another branch may do the same. */
export function writeKey(
  execution: Execution,
  branch: Branch,
  node: PlannedNode,
  name: string,
  value: unknown,
): void {
  const { state, writes } = branch;
  if (writes !== null) {
    noteWrite(writes, name, { node: node.index, order: execution.nextWrite() }, value, state[name]);
  }
  state[name] = value;
}

/** Strict mode: a written value fits its schema and cannot be changed from then on. */
function checkValue(execution: Execution, node: PlannedNode, name: string, value: unknown): void {
  const key = execution.plan.keys.get(name);
  if (key === undefined) return;
  const parsed = key.schema.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) =>
      [issue.path.join("."), issue.message].filter(Boolean).join(": "),
    );
    throw new StepContractError(
      "patch-invalid",
      `Step \`${node.id}\` wrote a \`${name}\` that does not fit its schema: ${issues.join("; ")}.`,
      { node: node.id },
    );
  }
  if (key.flags.transient !== true) deepFreeze(value);
}

function undeclaredKey(execution: Execution, node: PlannedNode, name: string): StepContractError {
  const known = execution.plan.keys.has(name)
    ? "does not declare to write"
    : "does not declare and no state key is called";
  return new StepContractError(
    "patch-invalid",
    `Step \`${node.id}\` returned the key \`${name}\`, which it ${known}.${didYouMean(name, node.writes)}`,
    {
      node: node.id,
      hint: `writes: [${[...node.writes, name].map((key) => JSON.stringify(key)).join(", ")}]`,
    },
  );
}
