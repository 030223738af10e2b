import type { Citation } from "../golden/types.ts";

/** The ids under which a passage that a run has seen may be named: its own, or that of its document. */
export function seenItems(
  hits: readonly { readonly id: string; readonly document_id: string }[],
  citations: readonly Citation[],
): ReadonlySet<string> {
  return new Set([
    ...hits.flatMap(({ id, document_id }) => [id, document_id]),
    ...citations.flatMap(({ document_id }) => document_id ?? []),
  ]);
}
