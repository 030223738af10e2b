import { defineConfig } from "vite";
import { compressed } from "./build/compressed.ts";
import { dagre } from "./build/dagre.ts";
import { mermaidFlowcharts } from "./build/mermaid-flowcharts.ts";

/**
 * The page: one script and one style sheet, so that a server serves three files and a saved page holds the same two.
 * What is built lies in dist/page.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [mermaidFlowcharts(), dagre(), compressed()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2024",
    modulePreload: false,
    cssCodeSplit: false,
    // One file, on purpose.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      // To pack with Brotli at its best takes its time.
      checks: { pluginTimings: false },
      output: {
        codeSplitting: false,
        entryFileNames: "app.js",
        assetFileNames: "app.[ext]",
      },
    },
  },
});
