import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import Fastify from "fastify";
import type { FastifyInstance, FastifyReply } from "fastify";
import { answerErrors, refuse } from "./error-answers.ts";
import { guard } from "./guards.ts";
import type { ServerHost } from "./host.ts";
import { ConnectionRefuser } from "./refuse-connection.ts";
import { requestIdHeader, requestIdOf, runIdHeader } from "./request-ids.ts";
import { RequestRate } from "./request-rate.ts";
import { readBodies } from "./request-bodies.ts";
import { graphRoutes } from "./routes/graph-routes.ts";
import { aiSdkRoutes } from "./routes/ai-sdk-routes.ts";
import { openaiRoutes } from "./routes/openai-routes.ts";
import { describingRoutes } from "./routes/describing-routes.ts";
import { diagramRoutes } from "./routes/diagram-routes.ts";
import { runRoutes } from "./routes/run-routes.ts";
import { healthRoutes } from "./routes/health-routes.ts";

/** Adds addresses of its own, such as a page. */
export type Extension = (app: FastifyInstance, host: ServerHost) => void;

/** How often connections that are too slow are looked for, in milliseconds. */
const lookForSlowMs = 500;

/**
 * A page of this server loads nothing from elsewhere and is shown in no other page; what an interface answers is not
 * to be taken for anything else.
 */
const headers = {
  contentSecurityPolicy: {
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      // Mermaid writes styles into the pictures that it draws.
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'", "data:"],
      "connect-src": ["'self'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      // On the loopback there is nothing to upgrade to.
      "upgrade-insecure-requests": null,
    },
  },
  strictTransportSecurity: false,
} as const;

function tellRequestId(reply: FastifyReply, id: string): FastifyReply {
  return reply.header(requestIdHeader, id);
}

/** The server without a socket: `inject` asks it, `listen` opens it. */
export function createApp(host: ServerHost, extensions: readonly Extension[] = []): FastifyInstance {
  const { limits, timeouts, cors_origins } = host.settings;
  const refuser = new ConnectionRefuser();
  const app = Fastify({
    genReqId: (request) => requestIdOf(request, host.ids),
    requestIdHeader: false,
    bodyLimit: limits.body_bytes,
    requestTimeout: timeouts.request_ms,
    keepAliveTimeout: timeouts.idle_ms,
    forceCloseConnections: true,
    return503OnClosing: false,
    http: {
      maxHeaderSize: limits.header_bytes,
      headersTimeout: timeouts.headers_ms,
      connectionsCheckingInterval: lookForSlowMs,
      // Finds out about machines that are gone without a word.
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
      noDelay: true,
    },
    // What is wrong with an address is found before any hook.
    frameworkErrors: (error, request, reply) => void refuse(host, tellRequestId(reply, request.id), error),
    clientErrorHandler: (error, socket) => void refuser.refuse(error, socket),
  });
  refuser.watch(app.server);
  app.addHook("onRequest", async (request, reply) => void tellRequestId(reply, request.id));
  app.addHook("onResponse", async (request, reply) =>
    host.metrics.answered(request.method, request.routeOptions.url ?? "none", reply.statusCode),
  );
  app.addHook("onRoute", (route) => {
    if (route.config?.ofSteps === true) route.helmet = false;
  });
  void app.register(helmet, headers);
  if (cors_origins.length > 0)
    void app.register(cors, {
      origin: [...cors_origins],
      methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
      exposedHeaders: [requestIdHeader, runIdHeader, "retry-after"],
      maxAge: 600,
    });
  readBodies(app);
  answerErrors(app, host);
  app.after(() => {
    guard(app, host, new RequestRate(host.clock));
    healthRoutes(app, host);
    graphRoutes(app, host);
    openaiRoutes(app, host);
    aiSdkRoutes(app, host);
    diagramRoutes(app, host);
    runRoutes(app, host);
    describingRoutes(app, host);
    for (const extend of extensions) extend(app, host);
  });
  return app;
}
