import { RagstepError } from "../../diagnostics/errors.ts";

/** What makes all stored vectors anew with the configured model. */
export const reembedCommand = "ragstep reembed";

/** Vectors could not be made, or do not fit those that are stored. */
export class EmbeddingError extends RagstepError {}

/** Stored vectors are of another model or size than the one in use: they must never be compared. */
export function modelMismatch(
  path: string,
  stored: { readonly model_id: string; readonly dimensions: number },
  wanted: { readonly model_id: string; readonly dimensions: number },
): EmbeddingError {
  return new EmbeddingError(
    "embedding-model-mismatch",
    `The vectors in \`${path}\` were made by \`${stored.model_id}\` (${stored.dimensions} numbers), but \`${wanted.model_id}\` (${wanted.dimensions} numbers) is configured.`,
    { hint: reembedCommand },
  );
}
