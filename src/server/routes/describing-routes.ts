import type { FastifyInstance } from "fastify";
import type { ServerHost } from "../host.ts";
import { openapi } from "../openapi.ts";

/** `/metrics`, as Prometheus reads it, and `/openapi.json`, which describes every address. */
export function describingRoutes(app: FastifyInstance, host: ServerHost): void {
  app.get("/metrics", async (_request, reply) => {
    const text = await host.metrics.text();
    return await reply.type(host.metrics.contentType).send(text);
  });
  // The addresses do not change while the server runs.
  let description: string | null = null;
  app.get("/openapi.json", async (_request, reply) => {
    description ??= JSON.stringify(openapi(host));
    return await reply.type("application/json; charset=utf-8").send(description);
  });
}
