import { z } from "zod";

import type { ChatHistory } from "#rag/history/chat-history.ts";
import { type EndedRun, RagstepError } from "#ragstep";

const asked = z.object({
  user_query: z.string().min(1),
  session_data: z.object({ id: z.string(), user_id: z.string() }),
  response_content: z.string().nullish(),
  final_answer: z.object({ completion: z.instanceof(Promise) }).nullish(),
  stream_error: z.string().nullish(),
});

const said = z.object({ text: z.string() });

async function answerOf({ response_content, final_answer }: z.infer<typeof asked>): Promise<string | null> {
  if (typeof response_content === "string") return response_content;
  try {
    return said.safeParse(await final_answer?.completion).data?.text ?? null;
  } catch {
    return null;
  }
}

/** Keeps what was asked and answered in a run, when the answer came out whole. */
export function createChatMemory(history: ChatHistory, warn: (message: string) => void) {
  return async ({ run_id, status, entry, state }: EndedRun): Promise<void> => {
    if (status !== "completed" || entry !== "Start") return;
    const parsed = asked.safeParse(state);
    if (!parsed.success || typeof parsed.data.stream_error === "string") return;
    const answer = await answerOf(parsed.data);
    if (answer === null) return;
    const { user_query: question, session_data } = parsed.data;
    try {
      history.add({ session_id: session_data.id, user_id: session_data.user_id }, run_id, {
        question,
        answer,
      });
    } catch (error) {
      if (!(error instanceof RagstepError)) throw error;
      // The answer is given already: a busy database costs only its place in the history.
      warn(`The history of a session lacks ${run_id}: ${error.message}`);
    }
  };
}
