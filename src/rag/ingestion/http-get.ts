import { request as requestPlain, type IncomingMessage } from "node:http";
import { request as requestSecure } from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

import { checkedLookup, checkLiteral, type Resolve } from "./checked-lookup.ts";
import { IngestionError } from "./ingestion-error.ts";

export interface HttpGetOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body, unpacked. */
  readonly max_bytes: number;
  readonly allow_private_addresses: boolean;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: IncomingMessage["headers"];
  /** Empty unless the status is one of 2xx. */
  readonly bytes: Uint8Array;
}

function unpacked(answer: IncomingMessage): Readable {
  const unpack = {
    gzip: createGunzip,
    "x-gzip": createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const encoding = (answer.headers["content-encoding"] ?? "identity").toLowerCase();
  if (encoding === "identity") return answer;
  const make = Object.entries(unpack).find(([name]) => name === encoding)?.[1];
  if (make === undefined) {
    throw new IngestionError("fetch-failed", `It is packed as \`${encoding}\`, which cannot be unpacked.`);
  }
  const stream = make();
  answer.on("error", (error) => stream.destroy(error));
  return answer.pipe(stream);
}

async function readBody(answer: IncomingMessage, limit: number): Promise<Uint8Array> {
  const tooLarge = (): IngestionError =>
    new IngestionError("too-large", `It is larger than the limit of ${limit} bytes.`);
  if (Number(answer.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of unpacked(answer)) {
    const bytes: Uint8Array = part;
    size += bytes.length;
    if (size > limit) throw tooLarge();
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function open(url: URL, options: HttpGetOptions): Promise<IncomingMessage> {
  const { headers, signal, resolve, allow_private_addresses } = options;
  if (!allow_private_addresses) checkLiteral(url.hostname);
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((settle, reject) => {
    const lookup = checkedLookup(resolve, allow_private_addresses);
    // A connection of its own: one that is kept open was not checked for this host.
    const sent = request(url, { method: "GET", headers, agent: false, lookup, signal }, settle);
    sent.on("error", reject);
    sent.end();
  });
}

/**
 * One GET, without following redirects. Throws an `IngestionError` for a private address, a body beyond the limit and a
 * connection that fails, and the signal's reason when aborted.
 */
export async function httpGet(url: URL, options: HttpGetOptions): Promise<HttpAnswer> {
  let answer: IncomingMessage | undefined;
  try {
    answer = await open(url, options);
    const status = answer.statusCode ?? 0;
    const bytes =
      status >= 200 && status < 300 ? await readBody(answer, options.max_bytes) : new Uint8Array();
    return { status, headers: answer.headers, bytes };
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof IngestionError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new IngestionError("fetch-failed", `The connection failed: ${reason}`, {
      transient: true,
      cause: error,
    });
  } finally {
    answer?.destroy();
  }
}
