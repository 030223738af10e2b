import type { HandlerContext } from "./handler-context.ts";

/** Puts the steps of one run into something around them, such as the spans of a trace. */
export interface StepScope {
  /** Runs one attempt of a step's handler. Must call `attempt` once, at once, and give what it gives. */
  within<T>(node: string, visit: number, attempt: () => T): T;
  /** Fields that the log line of this visit carries beside its own. */
  fields(node: string, visit: number): Readonly<Record<string, string>>;
}

/** Calls a handler inside of a scope. Apart from the walk: a function made there would cost every step, traced or not. */
export function inScope(scope: StepScope, context: HandlerContext): unknown {
  const { node, visit } = context;
  return scope.within(node.id, visit, () => node.handler(context));
}
