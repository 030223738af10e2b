import type { Tracing } from "../../../definition/tracing.ts";
import { modelFetch } from "./model-fetch.ts";

/** `modelFetch` whose requests tell the other side which span they come from. */
export function tracedFetch(tracing: Tracing): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    for (const [name, value] of Object.entries(tracing.headers())) headers.set(name, value);
    return modelFetch(input, { ...init, headers });
  };
}
