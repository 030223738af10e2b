import type { FastifyInstance } from "fastify";
import type { ServerHost } from "../host.ts";

/** `/healthz`: the process lives. `/readyz`: it takes requests. */
export function healthRoutes(app: FastifyInstance, { live }: ServerHost): void {
  const config = { open: true };
  app.get("/healthz", { config }, async () => ({ status: "ok" }));
  app.get("/readyz", { config }, async (_request, reply) => {
    if (live.draining) void reply.code(503);
    return { status: live.draining ? "shutting-down" : "ready" };
  });
}
