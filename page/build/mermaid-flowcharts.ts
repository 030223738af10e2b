import type { Plugin } from "vite";
import { rewrite } from "./rewrite.ts";

const mermaidFile = /\/node_modules\/mermaid\/dist\/.*\.mjs$/;
/** Parts that mermaid loads when it meets such a diagram; a flowchart laid out by dagre needs these two. */
const wanted = /\/(flowDiagram|dagre)-[^/]+\.mjs$/;
const dynamicImport = /\bimport\("([^"]+)"\)/g;

const copiedConfig = `var getConfig = /* @__PURE__ */ __name(() => {
  return assignWithDepth_default({}, currentConfig);
}, "getConfig");`;

const rememberedConfig = `var copiedFrom, copy;
var getConfig = /* @__PURE__ */ __name(() => {
  if (copiedFrom !== currentConfig) {
    copiedFrom = currentConfig;
    copy = assignWithDepth_default({}, currentConfig);
  }
  return copy;
}, "getConfig");`;

const measuredWithFrame = /var raf = win\.requestAnimationFrame \|\|[^;]*;\n\s*\};/;

const measuredAtOnce = `var channel = new MessageChannel();
  var waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  var raf = (flush) => {
    waiting.push(flush);
    channel.port2.postMessage(null);
  };`;

/**
 * Makes of `import("…")` what needs no second file: a part that flowcharts need becomes part of the bundle, any other
 * kind of diagram, layout or formula stays out and says so when it is met.
 */
function withoutLoading(code: string): string {
  const imports: string[] = [];
  const changed = code.replaceAll(dynamicImport, (_, source: string) => {
    if (!wanted.test(source))
      return `Promise.reject(new Error("This page draws flowcharts: ${source} is left out."))`;
    const name = `loaded${imports.length}`;
    imports.push(`import * as ${name} from ${JSON.stringify(source)};\n`);
    return `Promise.resolve(${name})`;
  });
  return imports.join("") + changed;
}

/**
 * Fits mermaid to a page that draws flowcharts. Beside what is left out, two functions are changed. `getConfig` copies
 * the whole configuration at each of some ten thousand calls, a third of all time for a diagram of a hundred nodes. Here
 * it copies once for each configuration that is set: its callers only read, but for one that sets what it writes. And
 * texts are measured together once all that can go on without their sizes is done, as there, but without waiting for
 * the browser to paint a picture that is half drawn. What is drawn stays the same.
 */
export function mermaidFlowcharts(): Plugin {
  return rewrite({
    name: "mermaid",
    files: mermaidFile,
    rewrites: [
      { name: "getConfig", before: copiedConfig, after: rememberedConfig },
      { name: "raf of fastdom", before: measuredWithFrame, after: measuredAtOnce },
    ],
    also: withoutLoading,
  });
}
