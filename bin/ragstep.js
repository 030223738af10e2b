#!/usr/bin/env node
// Plain JavaScript that old Node versions can read, so that they get a sentence instead of a syntax error.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const inPackage = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Imports between sources name their files as they are: to look for each costs more than to read it. */
function resolveSources(sources) {
  module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const named = /^\..*\.ts$/.test(specifier) && context.parentURL?.startsWith(sources);
      if (!named) return nextResolve(specifier, context);
      const url = new URL(specifier, context.parentURL).href;
      return { url, format: "module-typescript", shortCircuit: true };
    },
  });
}

const [major, minor] = process.versions.node.split(".").map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 18);
const pinned = inPackage("node_modules/node/bin/node");

if (newEnough) {
  module.enableCompileCache();
  // A checkout runs its sources as they are; the published package has only the build.
  const isCheckout = existsSync(inPackage("src/cli/process.ts"));
  if (isCheckout) resolveSources(new URL("../src/", import.meta.url).href);
  const { runProcess } = await import(isCheckout ? "../src/cli/process.ts" : "../dist/cli/process.js");
  await runProcess();
} else if (existsSync(pinned)) {
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 128 : (code ?? 3)));
} else {
  console.error(`error ragstep needs Node 22.18 or newer, and this is ${process.version}.`);
  console.error("  hint Install a newer Node from https://nodejs.org, or `npm install --save-dev node@24`.");
  process.exit(2);
}
