import type { FastifyInstance } from "fastify";
import type { ServerHost } from "../host.ts";

/** `/metrics`, as Prometheus reads it. */
export function metricsRoute(app: FastifyInstance, { metrics }: ServerHost): void {
  app.get("/metrics", async (_request, reply) => {
    const text = await metrics.text();
    return await reply.type(metrics.contentType).send(text);
  });
}
