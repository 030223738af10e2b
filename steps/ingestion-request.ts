import { resolve } from "node:path";

import { z } from "zod";

import { feedSource } from "#rag/ingestion/feed-source.ts";
import { isWebAddress } from "#rag/ingestion/read-file.ts";
import { type RequestIO, UsageError } from "#ragstep";

const ingestionRequest = z.strictObject({
  /** A group of feeds, or `all`. */
  monitor: z.string().min(1),
  /** In place of the settings' feeds. */
  feeds: z.array(feedSource).optional(),
});

/** Whether a request file's `request` block asks for a look at the feeds, not for an answer. */
export function isIngestionRequest(request: unknown): boolean {
  return typeof request === "object" && request !== null && "monitor" in request;
}

/**
 * The input of a run that starts at `RSSMonitor`. Feeds that are files are looked for beside the request file; a request that
 * came over a network names none of its own. Throws a `UsageError` that names everything wrong.
 */
export function toIngestionInput(request: unknown, io: RequestIO): Readonly<Record<string, unknown>> {
  const parsed = ingestionRequest.safeParse(request);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(
        (issue) => `${["request", ...issue.path.map(String)].join(".")}: ${issue.message}`,
      );
  const { baseDirectory } = io;
  if (parsed.data?.feeds !== undefined && baseDirectory === undefined)
    problems.push("request.feeds: only a request file on this machine may name feeds");
  if (!parsed.success || problems.length > 0) {
    throw new UsageError("request-shape", `The request asks for no look at feeds: ${problems.join("; ")}.`, {
      hint: '"request": { "monitor": "all", "feeds": [{ "name": "news", "location": "https://example.org/feed.xml" }] }',
    });
  }
  const { monitor, feeds } = parsed.data;
  return {
    request_id: io.ids.next("req"),
    // No client asks over HTTP, and every run has a request.
    http_request: { method: "POST", path: "/ingestion", headers: {}, body: null },
    monitor_type: monitor,
    requested_feeds: feeds?.map((feed) => ({
      ...feed,
      location: isWebAddress(feed.location) ? feed.location : resolve(baseDirectory ?? "", feed.location),
    })),
  };
}
