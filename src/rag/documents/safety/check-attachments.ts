import type { FileProblem } from "../document-facts.ts";
import type { DocumentFile } from "../types.ts";
import { type AttachmentLimits, megabytes } from "./limits.ts";
import { refusalOf } from "./measure-file.ts";

/**
 * All that is wrong with the files, in words that their sender can act on. Each content is measured only as long as the
 * files are within the limits on their number and size together.
 */
export function checkAttachments(
  files: readonly DocumentFile[],
  limits: AttachmentLimits,
  signal: AbortSignal,
): readonly FileProblem[] {
  if (files.length === 0) {
    return [{ code: "no-attachments", filename: null, message: "Alla domanda non è allegato alcun file." }];
  }
  const problems: FileProblem[] = [];
  if (files.length > limits.max_files) {
    const message = `I file allegati sono ${files.length}: se ne possono inviare al massimo ${limits.max_files} alla volta.`;
    problems.push({ code: "too-many-files", filename: null, message });
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > limits.max_total_bytes) {
    const message = `I file allegati sono di ${megabytes(total)} insieme, oltre il limite di ${megabytes(limits.max_total_bytes)}.`;
    problems.push({ code: "files-too-large", filename: null, message });
  }
  if (problems.length > 0) return problems;
  for (const { filename, bytes, kind } of files) {
    signal.throwIfAborted();
    const refusal = refusalOf(bytes, kind, limits);
    if (refusal === null) continue;
    problems.push({ code: refusal.code, filename, message: `Il file \`${filename}\` ${refusal.reason}.` });
  }
  return problems;
}
