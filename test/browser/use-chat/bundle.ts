import { fileURLToPath } from "node:url";
import { build } from "vite";

const source = fileURLToPath(new URL("chat.tsx", import.meta.url));

/** The chat page as one script. Preact stands in for React, which the hook asks for by name. */
export async function bundleChat(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    resolve: { alias: { react: "preact/compat" } },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      write: false,
      rolldownOptions: { input: source, output: { codeSplitting: false } },
    },
  });
  if (!("output" in built)) throw new Error("The chat page was not built in one go.");
  const [script] = built.output;
  return script.code;
}
