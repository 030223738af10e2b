import { createHash } from "node:crypto";

/** The id of feedback: the same run, giver and subject always have the same one, so that a repetition is known. */
export function feedbackId(kind: "faq" | "knowledge" | "expert", ...parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify([kind, ...parts]));
  return `fb_${hash.digest("hex").slice(0, 24)}`;
}
