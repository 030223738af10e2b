import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";

const page = "<!doctype html><html lang=en><title>Blank</title><link rel=icon href=data:,>";

/** Adds an empty page, whose scripts are the test's, to a server that does not listen yet. */
export function withBlank(app: FastifyInstance): void {
  app.get("/blank", { config: { open: true } }, (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(page),
  );
}

/** An empty page at an origin of its own; gives the origin. */
export async function elsewhere(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  });
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
