import { checkToolCall } from "#rag/tools/read-tool-call.ts";

/** A call as the model asks for it, looked at as step 78 does. */
export function toolCall(
  id: string,
  name: string,
  args: Readonly<Record<string, unknown>> = { query: "aliquote IVA" },
) {
  return checkToolCall({ id, name, arguments: args });
}
