import type { Plugin } from "vite";
import { rewrite } from "./rewrite.ts";

/**
 * Keeps zod from asking whether it may make code of text: the page's policy forbids it, and the browser reports each
 * refusal. Where an inspector is attached, it even parses all of the script again to tell the line.
 */
export function zodWithoutEval(): Plugin {
  return rewrite({
    name: "zod",
    files: /\/node_modules\/zod\/v4\/core\/util\.js$/,
    rewrites: [{ name: "allowsEval", before: "if (globalConfig.jitless) {", after: "if (true) {" }],
  });
}
