import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { z } from "zod";

import { UsageError } from "../../diagnostics/errors.ts";
import { requestLimits } from "./request-limits.ts";

/** Bytes of one file that a request file names; what a request may hold at all is judged by the graph. */
const largestFile = requestLimits.body_bytes;

const byPath = z.strictObject({
  path: z.string().min(1),
  filename: z.string().optional(),
  mime_type: z.string().optional(),
});
const withAttachments = z.looseObject({ attachments: z.array(z.unknown()) });

function refuse(path: string, why: string): UsageError {
  return new UsageError("attachment-path", `The attachment \`${path}\` ${why}.`, {
    hint: '"attachments": [{ "path": "../documents/fattura.xml" }]',
  });
}

/** The size is asked of the open file: it cannot be another one by the time it is read. */
function readWithin(path: string, shown: string): Buffer {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    throw refuse(shown, "cannot be opened; a path starts at the folder of the request file");
  }
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw refuse(shown, "is not a file");
    if (found.size > largestFile) throw refuse(shown, `has more than ${largestFile} bytes`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Puts the bytes of files that a request file names by `path` into the body, as a client would send them. A body without such
 * attachments is returned as it is. Throws a `UsageError` (`attachment-path`) for a file that cannot be read.
 */
export function readAttachedPaths(body: unknown, baseDirectory: string): unknown {
  const parsed = withAttachments.safeParse(body);
  if (!parsed.success) return body;
  const attachments = parsed.data.attachments.map((attachment) => {
    const named = byPath.safeParse(attachment);
    if (!named.success) return attachment;
    const { path, filename = basename(path), mime_type } = named.data;
    if (isAbsolute(path))
      throw refuse(path, "has an absolute path; name it from the folder of the request file");
    const content_base64 = readWithin(join(baseDirectory, path), path).toString("base64");
    return { filename, ...(mime_type === undefined ? {} : { mime_type }), content_base64 };
  });
  return { ...parsed.data, attachments };
}
