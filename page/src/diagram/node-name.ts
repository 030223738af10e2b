import type { GraphView } from "../../../src/server/api-schemas.ts";

/** A node as it is told aloud: `Step 105, StreamSetup, ChatbotController.chat_stream Setup SSE`. */
export function nodeName({ step, id, label }: GraphView["nodes"][number]): string {
  return [...(step === null ? [] : [`Step ${step}`]), id, ...(label === id ? [] : [label])].join(", ");
}
