import type { Plugin } from "vite";

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
 * Fits mermaid to a page that draws flowcharts. Beside what is left out, one function is changed: `getConfig` copies the
 * whole configuration at each of some ten thousand calls, a third of all time for a diagram of a hundred nodes. Here it
 * copies once for each configuration that is set: its callers only read, but for one that sets what it writes. What is
 * drawn stays the same.
 */
export function mermaidFlowcharts(): Plugin {
  let remembered = false;
  return {
    name: "mermaid-flowcharts",
    enforce: "pre",
    transform: {
      filter: { id: mermaidFile },
      handler(code) {
        remembered ||= code.includes(copiedConfig);
        return { code: withoutLoading(code.replace(copiedConfig, rememberedConfig)), map: null };
      },
    },
    buildEnd(error) {
      if (error === undefined && !remembered)
        this.error("mermaid's `getConfig` is no longer what `page/build/mermaid-flowcharts.ts` expects.");
    },
  };
}
