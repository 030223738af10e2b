import { join, posix } from "node:path";
import { shownPath } from "../project/layout.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";
import type { TestRunner } from "./step-skeleton.ts";

const imported = /import \{([^}]*)\} from ["']([^"']+)["']/g;

/** What a test imports to run steps; null when it does so in another way. */
function runnerIn(path: string, text: string): TestRunner | null {
  for (const [, list = "", from = ""] of text.matchAll(imported)) {
    const names = list.split(",").map((name) => name.trim());
    const name = ["runStep", "project"].find((known) => names.includes(known));
    if (name === undefined || (name === "project" && !text.includes("project.runStep("))) continue;
    if (!from.startsWith(".")) return { name, from: { package: from } };
    return { name, from: { path: posix.join(posix.dirname(path), from) } };
  }
  return null;
}

/**
 * How the tests of a project run a step: as the test of a step nearby does, else as the first one that can be read. Null
 * for a project without tests of steps.
 */
export function testRunner(
  { layout, read, filesBelow }: ScaffoldProject,
  near: string | undefined,
): TestRunner | null {
  const tests = filesBelow(join(layout.tests, "steps")).filter((path) => path.endsWith(".test.ts"));
  if (tests.length === 0) return null;
  const nearFirst = [...tests.filter((path) => path.endsWith(`/${near ?? ""}.test.ts`)), ...tests];
  for (const path of nearFirst) {
    const found = runnerIn(shownPath(layout, path), read(path) ?? "");
    if (found !== null) return found;
  }
  return { name: "runStep", from: { package: "ragstep/vitest" } };
}
