import { chunk } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";

/** Answers for as long as somebody takes it; tells how much it has said. */
export function endless(said: { bytes: number }, closed: PromiseWithResolvers<void>): Reply {
  return async (response) => {
    response.once("close", () => closed.resolve());
    response.writeHead(200, { "content-type": "text/event-stream" });
    const part = chunk({ role: "assistant", content: "parola ".repeat(200) });
    while (!response.destroyed) {
      said.bytes += part.length;
      if (!response.write(part))
        await Promise.race([new Promise((resolve) => response.once("drain", resolve)), closed.promise]);
    }
  };
}
