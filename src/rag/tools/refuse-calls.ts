import type { FileProblem } from "../documents/document-facts.ts";
import { errorMark } from "./error-mark.ts";
import type { CheckedCall } from "./read-tool-call.ts";
import type { ToolResult } from "./run-calls.ts";

function refuse({ call }: CheckedCall, reason: string): ToolResult {
  return {
    tool_call_id: call.id,
    name: call.name,
    ok: false,
    content: `${errorMark}${reason}`,
    passages: [],
  };
}

/**
 * A result for every call that no tool can serve: an unknown tool, and the reading of attachments that were not accepted, with
 * every reason in words that the user can act on.
 */
export function refuseCalls(
  calls: readonly CheckedCall[],
  problems: readonly FileProblem[],
): readonly ToolResult[] {
  const reason = problems.map(({ message }) => message).join("\n");
  return calls.flatMap((checked) => {
    if (checked.type === "Unknown") return [refuse(checked, checked.problem ?? "lo strumento non esiste.")];
    if (checked.type === "Document" && problems.length > 0)
      return [refuse(checked, checked.problem ?? reason)];
    return [];
  });
}
