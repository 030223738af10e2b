import type { FastifyInstance } from "fastify";
import { isObject } from "./http-call.ts";
import { HttpError } from "./http-error.ts";

/** Steps, log and store walk through values by recursion; no request of use is nested so deep. */
const deepest = 100;

const tooDeep = `must not be nested deeper than ${deepest} levels`;

function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isObject);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === deepest) return true;
    level = level.flatMap((outer) => Object.values(outer).filter(isObject));
  }
  return false;
}

/**
 * JSON is parsed, unless it is nested too deep; any other body stays the text it is, so that whoever judges it can say
 * what it should have been.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, null);
    else
      void parseJson(request, String(body), (error, value: unknown) => {
        if (error !== null || !isTooDeep(value)) done(error, value);
        else done(new HttpError("invalid-request", { problems: [{ field: "body", message: tooDeep }] }));
      });
  });
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
}
