import { z } from "zod";
import type { HttpRoute } from "../definition/environment.ts";
import { uiChatRequest } from "./ai-sdk/ui-request.ts";
import {
  errorBodySchema,
  eventSchema,
  eventsQuerySchema,
  graphNodeSchema,
  graphSchema,
  healthSchema,
  runPageSchema,
  runQuerySchema,
  runSchema,
  runsSummarySchema,
  summaryQuerySchema,
} from "./api-schemas.ts";
import type { ServerHost } from "./host.ts";
import { chatCompletionRequest } from "./openai/chat-request.ts";
import { chunkSchema, completionSchema, modelSchema } from "./openai/completion.ts";
import { errorObjectSchema } from "./openai/error-object.ts";

/** An answer of an address: a JSON body, an event stream whose `data` is such, both, or a text. */
interface Answer {
  readonly json?: z.ZodType;
  readonly events?: z.ZodType;
  readonly text?: true;
}

/** An address as the description tells it. */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly query?: z.ZodType | undefined;
  readonly body?: z.ZodType | undefined;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Answers everybody. */
  readonly open?: true;
}

const refused: Answer = { json: errorBodySchema };
const refusedV1: Answer = { json: errorObjectSchema };
const models = z.object({
  object: z.literal("list"),
  data: z.array(modelSchema),
});

/** The server's own addresses. */
const own: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/runs",
    summary: "Runs, newest first",
    tag: "runs",
    query: runQuerySchema,
    answers: { 200: { json: runPageSchema }, 400: refused },
  },
  {
    method: "GET",
    path: "/api/runs/:id",
    summary: "One run",
    tag: "runs",
    answers: { 200: { json: runSchema }, 404: refused },
  },
  {
    method: "GET",
    path: "/api/runs/:id/events",
    summary: "What happens in a run; `Last-Event-ID` resumes, 204 says that nothing is left",
    tag: "runs",
    query: eventsQuerySchema,
    answers: { 200: { events: eventSchema }, 204: {}, 404: refused },
  },
  {
    method: "GET",
    path: "/api/graph",
    summary: "The graph as it runs",
    tag: "runs",
    answers: { 200: { json: graphSchema } },
  },
  {
    method: "GET",
    path: "/api/graph/nodes/:id",
    summary: "What people wrote for one node: its page, and where its code is",
    tag: "runs",
    answers: { 200: { json: graphNodeSchema }, 404: refused },
  },
  {
    method: "GET",
    path: "/api/stats",
    summary: "Sums over the newest runs of this graph: visits, outcomes, times, edges",
    tag: "runs",
    query: summaryQuerySchema,
    answers: { 200: { json: runsSummarySchema }, 400: refused },
  },
  {
    method: "GET",
    path: "/healthz",
    summary: "Whether the process lives",
    tag: "operation",
    answers: { 200: { json: healthSchema } },
    open: true,
  },
  {
    method: "GET",
    path: "/readyz",
    summary: "Whether it takes requests",
    tag: "operation",
    answers: { 200: { json: healthSchema }, 503: { json: healthSchema } },
    open: true,
  },
  {
    method: "GET",
    path: "/metrics",
    summary: "Counters for Prometheus",
    tag: "operation",
    answers: { 200: { text: true } },
  },
  {
    method: "GET",
    path: "/openapi.json",
    summary: "This description",
    tag: "operation",
    answers: { 200: { json: z.looseObject({ openapi: z.string() }) } },
  },
];

/** The addresses for clients of other chat protocols. */
const chat: readonly Operation[] = [
  {
    method: "GET",
    path: "/v1/models",
    summary: "The model that answers, as OpenAI lists models",
    tag: "chat protocols",
    answers: { 200: { json: models }, 401: refusedV1 },
  },
  {
    method: "GET",
    path: "/v1/models/:id",
    summary: "One model, as OpenAI describes it",
    tag: "chat protocols",
    answers: { 200: { json: modelSchema }, 401: refusedV1, 404: refusedV1 },
  },
  {
    method: "POST",
    path: "/v1/chat/completions",
    summary: "A chat completion of OpenAI's API; a stream ends with `[DONE]`",
    tag: "chat protocols",
    body: chatCompletionRequest,
    answers: {
      200: { json: completionSchema, events: chunkSchema },
      400: refusedV1,
      401: refusedV1,
      404: refusedV1,
      413: refusedV1,
      429: refusedV1,
      500: refusedV1,
    },
  },
  {
    method: "POST",
    path: "/api/chat",
    summary: "A message of the AI SDK's UI message stream, version 1",
    tag: "chat protocols",
    body: uiChatRequest,
    answers: {
      200: { events: z.looseObject({ type: z.string() }) },
      400: refused,
      401: refused,
      413: refused,
    },
  },
];

function operationOf(route: HttpRoute): Operation {
  const { method, path, summary, query, body, responses, streams } = route;
  const answers = Object.entries(responses).map(([status, schema]): [string, Answer] => [
    status,
    {
      ...(schema === null ? {} : { json: schema }),
      ...(streams === true && status === "200" ? { events: z.string() } : {}),
    },
  ]);
  return { method, path, summary, tag: "project", query, body, answers: Object.fromEntries(answers) };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest;
}

const statusTexts: Readonly<Record<string, string>> = {
  200: "Answered",
  204: "Nothing left",
  400: "Not as expected",
  401: "Not known",
  404: "Not there",
  413: "Too large",
  429: "Too many",
  500: "Failed",
  503: "Not now",
};

function contentOf({ json, events, text }: Answer): Record<string, unknown> {
  return {
    ...(json === undefined ? {} : { "application/json": { schema: jsonSchema(json, "output") } }),
    ...(events === undefined ? {} : { "text/event-stream": { schema: jsonSchema(events, "output") } }),
    ...(text === undefined ? {} : { "text/plain": { schema: { type: "string" } } }),
  };
}

function parametersOf({ path, query }: Operation): readonly Record<string, unknown>[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const shape =
    query === undefined
      ? {}
      : z.object({ properties: z.record(z.string(), z.unknown()) }).parse(jsonSchema(query, "input"))
          .properties;
  const inQuery = Object.entries(shape).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema,
  }));
  return [...inPath, ...inQuery];
}

function describe(operation: Operation): Record<string, unknown> {
  const { method, path, summary, tag, body, answers, open } = operation;
  const parameters = parametersOf(operation);
  const words = `${method} ${path}`.toLowerCase().split(/[^a-z0-9]+/);
  const responses = Object.entries(answers).map(([status, answer]) => {
    const content = contentOf(answer);
    const description = statusTexts[status] ?? "Answered";
    return [status, Object.keys(content).length === 0 ? { description } : { description, content }];
  });
  return {
    operationId: words.filter((word) => word !== "").join("_"),
    summary,
    tags: [tag],
    ...(open === true ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(body, "input") } },
          },
        }),
    responses: Object.fromEntries(responses),
  };
}

/** Describes every address of a server by OpenAPI 3.1, from the schemas that the addresses themselves use. */
export function openapi({ environment, version }: Pick<ServerHost, "environment" | "version">) {
  const operations = [
    ...(environment?.routes ?? []).map(operationOf),
    ...(environment?.chat === undefined ? [] : chat),
    ...own,
  ];
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "ragstep", version, description: "The diagram, served: each request is a run." },
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    paths,
  };
}
