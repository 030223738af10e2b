import type { HttpResponse } from "../definition/environment.ts";
import type { Program } from "../graph/program.ts";

type State = Readonly<Record<string, unknown>>;

/** The answer of a graph whose environment makes none: these keys of the state, as JSON; status 500 from an error node. */
export function keysAsResponse(
  program: Program,
  {
    state,
    node,
    keys,
  }: { readonly state: State; readonly node: string | null; readonly keys: readonly string[] },
): HttpResponse {
  const body = Object.fromEntries(Object.entries(state).filter(([name]) => keys.includes(name)));
  const index = node === null ? undefined : program.graph.indexOf.get(node);
  const failed = index !== undefined && program.graph.nodes[index]?.kind === "error";
  return { status_code: failed ? 500 : 200, headers: { "content-type": "application/json" }, body };
}

/** The keys that are declared as output. */
export function outputKeys({ state }: Program): readonly string[] {
  return Object.entries(state).flatMap(([name, { flags }]) =>
    flags.output === true && flags.transient !== true ? [name] : [],
  );
}
