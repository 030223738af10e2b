import { posix } from "node:path";
import { behaviorMark, proseHeadings } from "../documents/step-page.ts";
import type { AddRequest } from "./add-request.ts";

/** What the texts of a new step are made of. Paths are relative to the project. */
export interface Skeleton {
  readonly request: AddRequest;
  readonly handler: string;
  readonly types: string;
  /** Node ids that the run goes to from the step, as its handler is written; empty at an end. */
  readonly next: readonly string[];
}

function specifier(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

/** A text that a block comment can hold, as a sentence. */
function sentence(label: string): string {
  const text = label.replaceAll("*/", "* /").trim();
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** A handler that does nothing yet and says so: the run goes on as if it were not there. */
export function handlerText({ request, handler, types }: Skeleton): string {
  const { id, label, type, branches, stores } = request;
  const labels = branches.map((branch) => JSON.stringify(branch.label));
  const [first] = labels;
  const decides = type === "decision" && first !== undefined;
  const does = decides
    ? `Takes ${first} always: there is nothing yet that it looks at.`
    : "The run goes on as it is.";
  const body = [
    ...(stores.length === 0
      ? []
      : ["    // Drawn for what this step is to do; until then nothing is done with them."]),
    ...stores.map(({ store }) => `    void stores.${store};`),
    ...(decides ? [`    return ${first};`] : []),
  ];
  const run =
    body.length === 0
      ? "  run() {},"
      : `  run(${stores.length > 0 ? "{ stores }" : ""}) {\n${body.join("\n")}\n  },`;
  return [
    `import { step } from "${specifier(handler, types)}";`,
    "",
    `/** ${sentence(label)} ${does} */`,
    `export default step("${id}", {`,
    ...(decides ? [`  outcomes: [${labels.join(", ")}],`] : []),
    ...(stores.length > 0 ? [] : ["  pure: true,"]),
    run,
    "});",
    "",
  ].join("\n");
}

/** How the tests of a project run a step. */
export interface TestRunner {
  /** The name that a test imports: `runStep`, or `project`, which has it as a method. */
  readonly name: string;
  /** A path relative to the project, or the name of a package. */
  readonly from: { readonly path: string } | { readonly package: string };
}

function sidesText({ access }: AddRequest["stores"][number]): string {
  const sides = access === "read-write" ? ["read", "write"] : [access];
  return `{ ${sides.map((side) => `${side}: {}`).join(", ")} }`;
}

/** A test of that handler: it passes now, and fails when the step does something that nobody tested. */
export function testText({ request, handler, next }: Skeleton, test: string, runner: TestRunner): string {
  const { id, type, branches, stores } = request;
  const from = "path" in runner.from ? specifier(test, runner.from.path) : runner.from.package;
  const call = runner.name === "project" ? "project.runStep" : runner.name;
  const wired = stores.map((store) => `${store.store}: ${sidesText(store)}`).join(", ");
  const [branch] = branches;
  const isDecision = type === "decision" && branch !== undefined;
  const name = isDecision
    ? `takes ${branch.label}, whatever comes`
    : next.length === 0
      ? "ends the run as it is"
      : "lets the run go on as it is";
  return [
    'import { expect, test } from "vitest";',
    `import ${id} from "${specifier(test, handler)}";`,
    `import { ${runner.name} } from "${from}";`,
    "",
    `test(${JSON.stringify(name)}, async () => {`,
    ...(wired === "" ? [] : [`  const stores = { ${wired} };`]),
    `  const run = await ${call}(${id}, { state: {}${wired === "" ? "" : ", stores"} });`,
    '  expect(run.status).toBe("completed");',
    "  expect(run.patch).toEqual({});",
    "  // The run adds `step`, `request_id`, `next_step` and `processing_stage`, so match what the step itself logs.",
    '  expect(run.attrs).toMatchObject({ processing_stage: "completed" });',
    `  expect(run.next).toEqual(${JSON.stringify(next).replaceAll(",", ", ")});`,
    "});",
    "",
  ].join("\n");
}

/** What people are to write on the page of the step, as far as it can be said now; the rest is generated. */
export function pageText({ request, next }: Skeleton): string {
  const { label, branches, type } = request;
  const [branch] = branches;
  const passes =
    next.length === 0
      ? "Ends the run as it is."
      : `Lets the run go on to ${next.map((id) => `\`${id}\``).join(" and ")} as it is.`;
  const does = type === "decision" && branch !== undefined ? `Takes \`${branch.label}\` always.` : passes;
  return [
    `## ${proseHeadings.intent}`,
    "",
    sentence(label.replaceAll(/[<>]/g, "")),
    "",
    `## ${proseHeadings.behavior}`,
    "",
    `${behaviorMark} ${does} It reads, writes and logs nothing.`,
    "",
    `## ${proseHeadings.differences}`,
    "",
    "- What the label says is drawn and not written yet.",
    "",
    `## ${proseHeadings.risks}`,
    "",
    "- None so far: an answer is the same with and without it.",
    "",
  ].join("\n");
}
