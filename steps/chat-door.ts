import { z } from "zod";

import type { AnswerPart, ChatDoor, Source } from "#ragstep";

import { chatResponse } from "./route-schemas.ts";
import { citation } from "./schemas.ts";

const usage = z.object({ input_tokens: z.number(), output_tokens: z.number() });
const metadata = z.object({ citations: z.array(citation) });
const failure = z.object({ code: z.string() });

/** Where the tokens of an answer that was not streamed are counted. */
const used = z.object({
  final_usage: usage.nullish(),
  cached_answer: z.object({ usage }).nullish(),
  llm_answer: z.object({ whole: z.object({ usage }).nullish() }).nullish(),
});

function sourcesOf(citations: readonly z.infer<typeof citation>[]): readonly Source[] {
  return citations.map(({ title, source, document_id, url }) => ({
    id: document_id ?? source,
    title: `${title} (${source})`,
    ...(url === undefined ? {} : { url }),
  }));
}

function usagePart(state: Readonly<Record<string, unknown>>): readonly AnswerPart[] {
  const known = used.safeParse(state);
  if (!known.success) return [];
  const { final_usage, cached_answer, llm_answer } = known.data;
  const counted = final_usage ?? cached_answer?.usage ?? llm_answer?.whole?.usage;
  return counted ? [{ kind: "usage", ...counted }] : [];
}

/** The answer that was handed out as it came, the first call's, and what is known of a whole one after tools. */
const ended = z.object({
  final_answer: z.object({ completion: z.instanceof(Promise) }).nullish(),
  llm_answer: z.object({ completion: z.instanceof(Promise) }).nullish(),
  response_metadata: z.object({ cut_by: z.enum(["length", "content-filter"]).optional() }).nullish(),
});
const completion = z.object({ finish_reason: z.enum(["stop", "length", "content-filter", "other"]) });

const toolNames = z.object({ tool_name: z.array(z.string()).min(1) });

/** Headers that tell of the foreign request's body and form, not of the one the graph gets. */
const ofTheirBody = new Set([
  "content-type",
  "content-length",
  "transfer-encoding",
  "accept",
  "accept-encoding",
]);

/** How clients of other chat protocols ask this graph: as any client does, with all it can tell of the answer. */
export const chatDoor: ChatDoor = {
  entry: "Start",
  models: [{ id: "pratikoai-rag", owned_by: "ragstep" }],
  accepted: { node: "ValidCheck", outcome: "Yes" },
  toRequest({ messages, attachments, stream }, { headers }) {
    const kept = Object.entries(headers).filter(([name]) => !ofTheirBody.has(name));
    return {
      method: "POST",
      path: "/api/v1/chat",
      headers: { ...Object.fromEntries(kept), "content-type": "application/json" },
      streaming: stream,
      body: {
        messages,
        attachments,
        stream,
        stream_options: { include_usage: true, include_metadata: true },
      },
    };
  },
  progress({ node, attrs }) {
    const called = node === "ToolType" ? toolNames.safeParse(attrs).data : undefined;
    return called === undefined ? null : `Consulto ${called.tool_name.join(", ")}.\n`;
  },
  readAnswer({ status_code, body }, state) {
    const answer = chatResponse.safeParse(body);
    if (status_code !== 200 || !answer.success) return null;
    const { message, citations } = answer.data;
    return [
      { kind: "text", text: message.content },
      { kind: "sources", sources: sourcesOf(citations) },
      ...usagePart(state),
      { kind: "done" },
    ];
  },
  async endReason(state) {
    const { final_answer, llm_answer, response_metadata } = ended.safeParse(state).data ?? {};
    if (response_metadata?.cut_by !== undefined) return response_metadata.cut_by;
    // A call that asked for tools gives none of these.
    const said: unknown = await (final_answer ?? llm_answer)?.completion.catch(() => undefined);
    return completion.safeParse(said).data?.finish_reason;
  },
  readEvent({ event, data }) {
    switch (event) {
      case "message":
        return data === "[DONE]" ? [{ kind: "done" }] : [{ kind: "text", text: data }];
      case "metadata":
        return [{ kind: "sources", sources: sourcesOf(metadata.parse(JSON.parse(data)).citations) }];
      case "usage": {
        const known = usage.nullable().parse(JSON.parse(data));
        return known === null ? [] : [{ kind: "usage", ...known }];
      }
      case "error":
        return [{ kind: "failed", code: failure.parse(JSON.parse(data)).code }];
      default:
        return [];
    }
  },
};
