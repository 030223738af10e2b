import { createPiiService } from "#rag/pii/create-pii-service.ts";

import { createFakeClock, type FakeClock } from "../../../src/runtime/fake-clock.ts";
import { memoryStores } from "./memory-stores.ts";
import { project } from "./project.ts";
import { conversation, routing } from "./provider-state.ts";
import { accepted, chatRequest, session } from "./requests.ts";
import { type Scripts, scriptedModels, smallOffer } from "./scripted-models.ts";

const lanes = new Set(["cache", "llm", "tools", "response", "streaming"]);
/** All steps from the cache to the end, with the one of the documents that answers for unknown tools. */
export const answering = project.graph.nodes
  .filter(({ id, lane }) => lanes.has(lane ?? "") || id === "ToolErr")
  .map(({ id }) => id);

/** What the request, query and provider lanes leave behind. */
export function askedState(clock: FakeClock, body: Record<string, unknown> = {}) {
  return {
    request_id: "req_1",
    validated_request: { ...accepted([{ role: "user", content: "Che cos'è l'IVA?" }]), ...body },
    http_request: chatRequest({}),
    session_data: session,
    anonymized_messages: [{ role: "user", content: "Che cos'è l'IVA?" }],
    processing_started_at: clock.now(),
    user_query: "Che cos'è l'IVA?",
    query_signature: "sig",
    messages: conversation,
    routing_request: routing(),
    routing_strategy: "COST_OPTIMIZED",
    model_offer: smallOffer,
    passages: [{ id: "p", title: "Aliquote IVA", text: "Il 22%.", source: "DPR 633/1972 art. 16", score: 1 }],
  };
}

interface WorldOptions extends Omit<NonNullable<Parameters<typeof memoryStores>[0]>, "clock"> {
  /** Settings of the installation. */
  readonly overrides?: object;
  /** One that moves on by itself unless given: give one that stands still where compression runs on its own thread. */
  readonly clock?: FakeClock;
}

/** A world in which many requests are answered: one database, one set of models. */
export async function answeringWorld(scripts: Scripts, options: WorldOptions = {}) {
  const startAt = Date.UTC(2026, 2, 10);
  const { overrides = {}, clock = createFakeClock({ startAt, autoAdvance: true }), ...content } = options;
  const { stores, rows } = await memoryStores({ ...content, clock });
  const world = scriptedModels(scripts, { clock, overrides });
  const services = { ...world, pii: createPiiService() };
  return {
    ...world,
    stores,
    rows,
    clock,
    /** Runs from the cache, or from another step, to the end. */
    answer: (change: Record<string, unknown> = {}, from = "CheckCache", signal?: AbortSignal) =>
      project.runLane(answering, {
        from,
        state: { ...askedState(clock), ...change },
        stores,
        services,
        clock,
        ...(signal ? { signal } : {}),
      }),
  };
}
