import { createHash } from "node:crypto";

import type { ChatMessage } from "../llm/types.ts";

/**
 * Version of the code that reads attachments. Raise it when a document's text or facts come out differently: answers kept
 * from before are then no longer found.
 */
export const parserVersion = "1";

/** Versions of everything an answer may rest on. */
export interface Epochs {
  readonly kb_epoch: string;
  readonly golden_epoch: string;
  readonly ccnl_epoch: string;
  readonly parser_version: string;
}

const sha256 = (parts: readonly unknown[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");

/** SHA-256 (hex) of a conversation and of how a model is asked to go on with it. */
export function hashConversation(
  messages: readonly ChatMessage[],
  model: { readonly provider: string; readonly model: string },
  temperature: number,
): string {
  const turns = messages.map(({ role, content, name, tool_call_id, tool_calls }) => [
    role,
    content,
    name ?? null,
    tool_call_id ?? null,
    (tool_calls ?? []).map((call) => [call.id, call.name, call.arguments]),
  ]);
  return sha256([turns, model.provider, model.model, temperature.toFixed(2)]);
}

/**
 * The key of an answer: `answer:<signature>:<hash>`. The hash is SHA-256 (hex) of conversation, documents and epochs, so
 * an answer is never found again once something it rests on has changed; the signature lets all answers to one question
 * be taken out. The order of the documents does not count.
 */
export function answerKey(parts: {
  readonly query_hash: string;
  readonly query_signature: string | null;
  readonly document_hashes: readonly string[];
  readonly epochs: Epochs;
}): string {
  const { kb_epoch, golden_epoch, ccnl_epoch, parser_version } = parts.epochs;
  const hash = sha256([
    parts.query_hash,
    parts.document_hashes.toSorted(),
    kb_epoch,
    golden_epoch,
    ccnl_epoch,
    parser_version,
  ]);
  return `answer:${parts.query_signature ?? "none"}:${hash}`;
}
