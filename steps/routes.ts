import { z } from "zod";

import type { ChatHistory } from "#rag/history/chat-history.ts";
import { decodedLength } from "#rag/request/base64.ts";
import {
  type Caller,
  type Continuation,
  type EndedRun,
  type Environment,
  type HttpCall,
  type HttpResponse,
  type HttpRoute,
  UsageError,
} from "#ragstep";

import {
  chatRequest,
  chatResponse,
  clearedResponse,
  faqFeedback,
  feedbackResponse,
  historyQuery,
  historyResponse,
  knowledgeFeedback,
  refusalBody,
} from "./route-schemas.ts";

const json = { "content-type": "application/json; charset=utf-8" };

const attached = z.object({ attachments: z.array(z.object({ content_base64: z.string() })) });

function attachmentBytes(body: unknown): readonly number[] {
  const files = attached.safeParse(body);
  return files.success ? files.data.attachments.map((file) => decodedLength(file.content_base64)) : [];
}

function chat(path: string, summary: string, streaming?: true): HttpRoute {
  return {
    kind: "run",
    method: "POST",
    path,
    summary,
    entry: "Start",
    body: chatRequest,
    responses: { 200: chatResponse, 400: refusalBody, 401: refusalBody, 413: refusalBody, 500: refusalBody },
    streams: true,
    toRequest: ({ method, path: asked, headers, body }) => ({
      method,
      path: asked,
      headers,
      body,
      streaming,
    }),
    attachments: attachmentBytes,
  };
}

function notFound(): HttpResponse {
  const detail = "There is no such session.";
  return { status_code: 404, headers: json, body: { detail, status_code: 404, errors: [] } };
}

/** The session that a request is about, when it is the caller's own. */
function sessionOf({ caller, query }: HttpCall): Caller | null {
  const { session_id } = historyQuery.parse(query);
  return caller !== null && (session_id ?? caller.session_id) === caller.session_id ? caller : null;
}

const owner = z.object({ session_data: z.object({ user_id: z.string().nullable() }) });

/** The run that takes the feedback; null for a run of somebody else, unless judging others' answers is the caller's work. */
async function continuationOf(
  feedbackOn: NonNullable<Environment["feedbackOn"]>,
  kind: "faq" | "knowledge",
  { body, caller }: HttpCall,
): Promise<Continuation | null> {
  const { run_id, ...said } = z.looseObject({ run_id: z.string() }).parse(body);
  if (caller === null) return null;
  try {
    const feedback = { type: kind, ...said };
    const asAsker = await feedbackOn(run_id, feedback, null);
    const { session_data } = owner.parse(asAsker.input);
    if (caller.role === "user" && session_data.user_id !== caller.user_id) return null;
    return await feedbackOn(run_id, feedback, caller.user_id);
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

const taken = z.object({
  feedback_submission: z.unknown(),
  faq_feedback: z.object({ feedback_id: z.string() }).nullish(),
  knowledge_feedback: z.object({ feedback_id: z.string() }).nullish(),
  feedback_action: z.string().optional(),
  feedback_rejection: z.object({ message: z.string() }).optional(),
});

function feedbackAnswer({ run_id, state }: EndedRun): HttpResponse {
  const { faq_feedback, knowledge_feedback, feedback_action, feedback_rejection } = taken.parse(state);
  const note = faq_feedback ?? knowledge_feedback ?? null;
  return {
    status_code: 200,
    headers: json,
    body: {
      run_id,
      feedback_id: note?.feedback_id ?? null,
      action: feedback_action ?? null,
      message: feedback_rejection?.message ?? null,
    },
  };
}

/** The addresses of the chat. */
export function chatRoutes(parts: {
  readonly history: ChatHistory;
  readonly feedbackOn: NonNullable<Environment["feedbackOn"]>;
}): readonly HttpRoute[] {
  const { history, feedbackOn } = parts;
  const feedback = (kind: "faq" | "knowledge", summary: string, body: z.ZodType): HttpRoute => ({
    kind: "continue",
    method: "POST",
    path: `/api/v1/${kind}/feedback`,
    summary,
    body,
    responses: { 200: feedbackResponse, 400: refusalBody, 401: refusalBody, 404: refusalBody },
    toContinuation: (call) => continuationOf(feedbackOn, kind, call),
    toResponse: feedbackAnswer,
  });
  const ofSession = { kind: "answer", path: "/api/v1/chat/history", query: historyQuery } as const;
  return [
    chat("/api/v1/chat", "Ask; the body or the `Accept` header decides whether the answer is streamed"),
    chat("/api/v1/chat/stream", "Ask; the answer is streamed", true),
    {
      ...ofSession,
      method: "GET",
      summary: "What was said in the caller's session, with placeholders for personal data",
      responses: { 200: historyResponse, 401: refusalBody, 404: refusalBody },
      async answer(call) {
        const session = sessionOf(call);
        if (session === null) return notFound();
        const { session_id } = session;
        return { status_code: 200, headers: json, body: { session_id, messages: history.list(session) } };
      },
    },
    {
      ...ofSession,
      method: "DELETE",
      summary: "Forget what was said in the caller's session",
      responses: { 200: clearedResponse, 401: refusalBody, 404: refusalBody },
      async answer(call) {
        const session = sessionOf(call);
        if (session === null) return notFound();
        const { session_id } = session;
        return { status_code: 200, headers: json, body: { session_id, cleared: history.clear(session) } };
      },
    },
    feedback("faq", "Say whether an answer helped, or correct it", faqFeedback),
    feedback("knowledge", "Rate a passage that an answer rests on", knowledgeFeedback),
  ];
}
