import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Access } from "./auth.ts";
import type { ServerHost } from "./host.ts";
import { HttpError } from "./http-error.ts";
import { isLoopback } from "./loopback.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answers everybody, as a health check must. */
    readonly open?: boolean;
    /** What is answered is the steps' own: nothing is added to it. */
    readonly ofSteps?: boolean;
  }
  interface FastifyRequest {
    /** Who asks; null at open addresses. */
    access: Access | null;
  }
}

/** Who asks. Throws for an address that is open to everybody, where nobody is known. */
export function accessOf(request: FastifyRequest): Access {
  if (request.access === null) throw new HttpError("unauthorized");
  return request.access;
}

/** The `Host` header without its port. */
function hostName(header: string | undefined): string {
  return (header ?? "").replace(/:\d+$/, "");
}

/**
 * A page that somebody has open in a browser must not reach this server unless its origin is listed, nor by giving the
 * loopback another name.
 */
function refuseStrangePages(host: ServerHost, request: FastifyRequest): void {
  const { origin, host: named } = request.headers;
  if (host.settings.tokens.length === 0 && !isLoopback(hostName(named))) throw new HttpError("host-refused");
  if (origin === undefined || host.settings.cors_origins.includes(origin)) return;
  if (origin !== `http://${named}` && origin !== `https://${named}`) throw new HttpError("origin-refused");
}

/** Lets a request in: known origin, known sender, not too many. */
export function guard(app: FastifyInstance, host: ServerHost, rate: { take: RateCheck }): void {
  app.decorateRequest("access", null);
  app.addHook("onRequest", async (request) => {
    refuseStrangePages(host, request);
    if (request.routeOptions.config.open === true) return;
    const access = await host.auth.authenticate(request.headers.authorization, request.ip);
    const wait = rate.take(access.key, access.role.requests_per_minute);
    if (wait > 0) throw new HttpError("too-many-requests", { headers: { "retry-after": String(wait) } });
    request.access = access;
  });
}

type RateCheck = (key: string, perMinute: number) => number;

/** Refuses a run that would be one too many, or that comes when the server ends. */
export function admitRun(host: ServerHost, { key, role }: Access): void {
  if (host.live.draining)
    throw new HttpError("shutting-down", { headers: { "retry-after": "5", connection: "close" } });
  if (host.live.count(key) >= role.concurrent_runs)
    throw new HttpError("too-many-runs", { headers: { "retry-after": "1" } });
}
