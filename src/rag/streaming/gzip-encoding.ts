import { constants, createGzip } from "node:zlib";

import type { Encoding } from "./response-writer.ts";

/** Compresses a response as it goes: each text's bytes come out whole, so that a client can read it at once. */
export function gzipEncoding(): Encoding {
  const gzip = createGzip();
  let out: Buffer[] = [];
  gzip.on("data", (bytes: Buffer) => out.push(bytes));
  const take = () => {
    const bytes = Buffer.concat(out);
    out = [];
    return bytes;
  };
  return {
    encode: (text) =>
      new Promise((resolve, reject) => {
        gzip.once("error", reject);
        gzip.write(text, "utf8");
        gzip.flush(constants.Z_SYNC_FLUSH, () => {
          gzip.off("error", reject);
          resolve(take());
        });
      }),
    finish: () =>
      new Promise((resolve, reject) => {
        gzip.once("error", reject);
        gzip.once("end", () => resolve(take()));
        gzip.end();
      }),
  };
}
