import { stderr } from "node:process";
import type { TestProject } from "vitest/node";
import { findChromium, launchChromium, noChromium } from "./browser.ts";
import { buildPage } from "./built-page.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one browser of all tests listens; null when there is none. */
    readonly browser: string | null;
  }
}

/** Before the first test the page is built and the one browser started, which ends after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const program = findChromium(process.env);
  if (program === null) {
    project.provide("browser", null);
    // Said at the end as well, where it is not scrolled away.
    stderr.write(`\n${noChromium}\n`);
    return async () => void stderr.write(`\n${noChromium}\n`);
  }
  await buildPage();
  const server = await launchChromium(program);
  project.provide("browser", server.wsEndpoint());
  return () => server.close();
}
