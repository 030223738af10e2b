import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { getuid } from "node:process";
import { chromium } from "playwright-core";
import type { BrowserServer } from "playwright-core";

/** What is said when there is no browser to test with. */
export const noChromium = "browser tests skipped: no Chromium; apt-get install chromium";

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program to test with: what `RAGSTEP_CHROMIUM` names, Debian's, or the first on the path; null when there is none. */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const { RAGSTEP_CHROMIUM: named, PATH = "" } = env;
  if (named !== undefined && named !== "") return isProgram(named) ? named : null;
  const onPath = PATH.split(delimiter).flatMap((folder) =>
    folder === "" ? [] : ["chromium", "chromium-browser"].map((name) => join(folder, name)),
  );
  return ["/usr/bin/chromium", ...onPath].find(isProgram) ?? null;
}

/** How the browser is started: alike on every machine, and without a word to the network. */
const flags = [
  // Names of a foreign host that leads to this machine, as after an attack on the name service.
  "--host-resolver-rules=MAP *.test 127.0.0.1",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--disable-component-update",
  "--no-first-run",
  // Chromium keeps its sandbox unless root runs it, whom it refuses to serve with one.
  ...(getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Starts a browser that several processes may share. */
export async function launchChromium(executablePath: string): Promise<BrowserServer> {
  return await chromium.launchServer({ executablePath, args: flags, timeout: 60_000 });
}
