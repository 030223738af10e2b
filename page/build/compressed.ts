import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Lays each file down compressed too, so that a server has it ready. */
export function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    enforce: "post",
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const text = Buffer.from(file.type === "chunk" ? file.code : file.source);
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        this.emitFile({
          type: "asset",
          fileName: `${file.fileName}.br`,
          source: await brotli(text, { params }),
        });
        this.emitFile({
          type: "asset",
          fileName: `${file.fileName}.gz`,
          source: await zip(text, { level: 9 }),
        });
      }
    },
  };
}
