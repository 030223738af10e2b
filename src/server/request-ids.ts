import type { IncomingMessage } from "node:http";
import type { Ids } from "../definition/step.ts";

/** A client's id is kept when it is one that cannot disturb a log. */
const acceptable = /^[\w.:-]{1,128}$/;

/** The header that carries the id, both ways. */
export const requestIdHeader = "x-request-id";

/** The id of a request: the client's own, or a new one. */
export function requestIdOf(request: Pick<IncomingMessage, "headers">, ids: Ids): string {
  const given = request.headers[requestIdHeader];
  return typeof given === "string" && acceptable.test(given) ? given : ids.next("req");
}

/** The header that names the run that answered: feedback is given on it, and it can be looked at. */
export const runIdHeader = "x-run-id";
