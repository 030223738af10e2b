import type { Json } from "../definition/step.ts";

/** What a log line says of a step, whatever the run. */
export interface LoggedStep {
  /** Registry number; null for a step that is not registered. */
  readonly step: number | null;
  /** Registry id, or the node id of a step that is not registered. */
  readonly stepId: string;
  readonly label: string;
}

/** The text of a step's log lines up to their attributes. */
export function logLineHead({ step, stepId, label }: LoggedStep): string {
  return `RAG STEP ${step ?? "-"} (${stepId}): ${label} | attrs=`;
}

/** The text of a log line: `RAG STEP 105 (RAG.…): … | attrs={…}`, the attributes in the order given. */
export function logLineText(head: string, attrs: Readonly<Record<string, Json>>): string {
  return head + JSON.stringify(attrs);
}
