import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

const value = z.looseObject({});
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .transform((list) =>
    Object.fromEntries(
      list.map(({ key, value: { stringValue, intValue, boolValue } }) => [
        key,
        stringValue ?? intValue ?? boolValue,
      ]),
    ),
  );
const span = z.object({
  traceId: z.string().regex(/^[\da-f]{32}$/),
  spanId: z.string().regex(/^[\da-f]{16}$/),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes,
  links: z.array(z.object({ spanId: z.string() })),
});
const body = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(
        z.object({ scope: z.object({ name: z.string(), version: z.string() }), spans: z.array(span) }),
      ),
    }),
  ),
});

/** A span as it comes over the wire. */
export type SentSpan = z.infer<typeof span>;

/** Takes OTLP over HTTP in JSON on loopback, as a collector does. */
export interface Collector {
  readonly url: string;
  /** Of the last request. */
  headers(): IncomingHttpHeaders;
  spans(): readonly SentSpan[];
  resources(): readonly Readonly<Record<string, unknown>>[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens a collector; `status` is what it answers with. */
export async function openCollector(status = 200): Promise<Collector> {
  const got: z.infer<typeof body>["resourceSpans"][number][] = [];
  let headers: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    void (async () => {
      ({ headers } = request);
      const sent = await text(request);
      const isTraces = request.method === "POST" && request.url === "/v1/traces";
      if (isTraces && status === 200) got.push(...body.parse(JSON.parse(sent)).resourceSpans);
      response.writeHead(isTraces ? status : 404, { "content-type": "application/json" }).end("{}");
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The collector has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    headers: () => headers,
    spans: () => got.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    resources: () => got.map(({ resource }) => resource.attributes),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
