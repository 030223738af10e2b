import type { FastifyInstance } from "fastify";
import type { GraphNodeView, GraphView } from "../api-schemas.ts";
import { graphView, nodeNotes } from "../graph-view.ts";
import type { ServerHost } from "../host.ts";
import { HttpError } from "../http-error.ts";

/** `/api/graph`: where runs go, and what people wrote about it. */
export function diagramRoutes(app: FastifyInstance, host: ServerHost): void {
  const { program, files, settings, environment } = host;
  const trial_token = settings.tokens.length === 0 ? environment?.trial_token : undefined;
  // The graph does not change while the server runs.
  let graph: string | null = null;
  app.get("/api/graph", async (_request, reply) => {
    graph ??= JSON.stringify({ ...graphView(program, files), trial_token } satisfies GraphView);
    return await reply.type("application/json; charset=utf-8").send(graph);
  });
  app.get<{ Params: { id: string } }>("/api/graph/nodes/:id", async (request): Promise<GraphNodeView> => {
    const { id } = request.params;
    if (!program.graph.indexOf.has(id)) throw new HttpError("not-found");
    return await nodeNotes(files, id);
  });
}
