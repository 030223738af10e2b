import { defineConfig } from "rolldown";

/**
 * The published build: a few files instead of one for each source, since every file costs the start of a program half a
 * millisecond. Each command of the command line stays a part of its own, loaded when it is called. Chunks lie as deep as
 * their sources do, so that a path to the package's own files holds in both. Types come from tsc, which runs after this.
 */
export default defineConfig({
  input: {
    index: "src/index.ts",
    config: "src/project/config.ts",
    "mermaid/index": "src/mermaid/index.ts",
    "testing/vitest": "src/testing/vitest.ts",
    "cli/process": "src/cli/process.ts",
    // A thread: it lies beside the chunk that starts it.
    "chunks/write-thread": "src/server/runs/write-thread.ts",
  },
  platform: "node",
  // All but paths: the package's dependencies are installed beside it.
  external: /^(?![./]|[A-Z]:)/,
  output: {
    dir: "dist",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
  },
});
