import type { ServerHost } from "./host.ts";
import { HttpError } from "./http-error.ts";

/** A file that came with a request, by its place in it. */
export interface FileSize {
  readonly field: string;
  readonly bytes: number;
}

/** Throws an `HttpError` 413 that names every file above the limit. */
export function refuseLargeFiles(
  { settings }: Pick<ServerHost, "settings">,
  files: readonly FileSize[],
): void {
  const { attachment_bytes } = settings.limits;
  const problems = files
    .filter(({ bytes }) => bytes > attachment_bytes)
    .map(({ field }) => ({ field, message: `must have at most ${attachment_bytes} bytes` }));
  if (problems.length > 0) throw new HttpError("attachment-too-large", { problems });
}
