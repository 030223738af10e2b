import type { AnswerPart, EndReason, Source } from "../../definition/environment.ts";
import type { RunEvent } from "../../runtime/events.ts";

/** A chunk of the UI message stream, version 1. */
export type UiChunk =
  | {
      readonly type: "start";
      readonly messageId: string;
      readonly messageMetadata: { readonly run_id: string };
    }
  | { readonly type: "text-start" | "text-end"; readonly id: string }
  | { readonly type: "text-delta"; readonly id: string; readonly delta: string }
  | { readonly type: "source-url"; readonly sourceId: string; readonly url: string; readonly title: string }
  | {
      readonly type: "source-document";
      readonly sourceId: string;
      readonly mediaType: string;
      readonly title: string;
    }
  | { readonly type: "data-step"; readonly id: string; readonly data: StepProgress; readonly transient: true }
  | { readonly type: "message-metadata"; readonly messageMetadata: Readonly<Record<string, unknown>> }
  | { readonly type: "finish"; readonly finishReason: EndReason | "error" }
  | { readonly type: "error"; readonly errorText: string };

/** How far the run has come. */
export interface StepProgress {
  readonly node: string;
  readonly step: number | null;
  readonly status: "started" | "completed" | "failed";
  readonly outcome?: string | readonly string[] | null;
  readonly latency_ms?: number;
}

/** An event as progress; null for those that are none. */
export function progressOf(event: RunEvent): UiChunk | null {
  if (event.type !== "step-started" && event.type !== "step-completed" && event.type !== "step-failed")
    return null;
  const { node, step, visit } = event;
  const chunk = { type: "data-step", id: `${node}#${visit}`, transient: true } as const;
  if (event.type === "step-started") return { ...chunk, data: { node, step, status: "started" } };
  const { latency_ms } = event;
  return event.type === "step-failed"
    ? { ...chunk, data: { node, step, status: "failed", latency_ms } }
    : { ...chunk, data: { node, step, status: "completed", outcome: event.outcome, latency_ms } };
}

const textId = "answer";

/** Turns the parts of an answer into chunks: the text is one part of the message, begun by its first words. */
export function uiParts(): (part: AnswerPart) => readonly UiChunk[] {
  let open = false;
  const close = (): UiChunk[] => {
    if (!open) return [];
    open = false;
    return [{ type: "text-end", id: textId }];
  };
  return (part) => {
    if (part.kind === "text") {
      const begin: UiChunk[] = open ? [] : [{ type: "text-start", id: textId }];
      open = true;
      return [...begin, { type: "text-delta", id: textId, delta: part.text }];
    }
    if (part.kind === "usage") {
      const { input_tokens, output_tokens } = part;
      return [{ type: "message-metadata", messageMetadata: { usage: { input_tokens, output_tokens } } }];
    }
    if (part.kind === "sources") return [...close(), ...part.sources.map(sourceChunk)];
    if (part.kind === "done") return [...close(), { type: "finish", finishReason: part.reason ?? "stop" }];
    return [
      ...close(),
      { type: "error", errorText: `The answer broke off (${part.code}).` },
      { type: "finish", finishReason: "error" },
    ];
  };
}

function sourceChunk({ id, title, url }: Source): UiChunk {
  return url === undefined
    ? { type: "source-document", sourceId: id, mediaType: "text/plain", title }
    : { type: "source-url", sourceId: id, url, title };
}
