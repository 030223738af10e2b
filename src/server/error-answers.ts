import type { FastifyInstance, FastifyReply } from "fastify";
import type { ServerHost } from "./host.ts";
import { asHttpError, errorBody, HttpError } from "./http-error.ts";
import { errorObjectOf, isOpenaiAddress } from "./openai/error-object.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Errors in the form of a foreign protocol. */
    readonly errorBody?: (error: HttpError) => unknown;
  }
}

/** The methods that addresses of the shape of this one take. */
function methodsAt(routes: ReadonlyMap<string, ReadonlySet<string>>, url: string): readonly string[] {
  const path = url.split("?", 1)[0] ?? url;
  const found = [...routes].filter(([pattern]) => matches(pattern, path));
  return [...new Set(found.flatMap(([, methods]) => [...methods]))].toSorted();
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(":") || part === given[at])
  );
}

/** Sends a refusal in the form of the protocol that the address belongs to, also where no address is known yet. */
function answer(host: ServerHost, reply: FastifyReply, error: HttpError): FastifyReply {
  const { request } = reply;
  const otherwise = isOpenaiAddress(host, request.url) ? errorObjectOf : errorBody;
  const form = request.routeOptions.config?.errorBody ?? otherwise;
  return reply.code(error.status).headers(error.headers).send(form(error));
}

/** Refuses a request for what Fastify finds before any hook. */
export function refuse(host: ServerHost, reply: FastifyReply, thrown: unknown): FastifyReply {
  return answer(host, reply, asHttpError(thrown));
}

/** Makes every refusal of the server one of its table; what is not meant for clients goes to the operator. */
export function answerErrors(app: FastifyInstance, host: ServerHost): void {
  const routes = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const methods = routes.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    routes.set(url, methods);
  });
  app.setErrorHandler((thrown, request, reply) => {
    const error = asHttpError(thrown);
    const hasLeft = request.raw.destroyed && !request.raw.complete;
    if (error.status === 500 && error.cause !== undefined && !hasLeft)
      host.warn(
        `${request.id}: ${error.cause instanceof Error ? (error.cause.stack ?? "") : "no error was thrown"}`,
      );
    // The rest of a request that is not read would be taken for the next one.
    if (error.status === 413) void reply.header("connection", "close");
    return answer(host, reply, error);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(routes, request.url);
    return answer(
      host,
      reply,
      allowed.length === 0
        ? new HttpError("not-found")
        : new HttpError("method-not-allowed", { headers: { allow: allowed.join(", ") } }),
    );
  });
}
