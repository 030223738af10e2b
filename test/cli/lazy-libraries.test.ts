import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { repository } from "./ragstep.ts";

const documentLibraries = [
  "@mozilla/readability",
  "croner",
  "feedsmith",
  "fflate",
  "libxml2-wasm",
  "linkedom",
  "mammoth",
  "tesseract.js",
  "unpdf",
];

const hook = `
import { registerHooks } from "node:module";
const packages = new Set();
registerHooks({ resolve(specifier, context, next) {
  const found = next(specifier, context);
  const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(found.url)?.[1];
  if (name !== undefined) packages.add(name);
  return found;
} });
process.on("exit", () => process.stderr.write("\\npackages " + JSON.stringify([...packages])));`;

/** The packages of which a run of one request has loaded anything when it ends. */
async function packagesOfRun(request: string): Promise<readonly string[]> {
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      `data:text/javascript,${encodeURIComponent(hook)}`,
      join(repository, "bin/ragstep.js"),
      "run",
      `test/fixtures/requests/${request}`,
    ],
    { cwd: repository },
  );
  return JSON.parse(/\npackages (.*)$/.exec(stderr)?.[1] ?? "null") as readonly string[];
}

describe("the libraries for documents and feeds", () => {
  test.each(["streamed-answer.json", "json-answer.json", "tool-knowledge.json"])(
    "are not loaded by %s, which has no attachment",
    async (request) => {
      const packages = await packagesOfRun(request);
      expect(packages).toContain("zod");
      expect(packages.filter((name) => documentLibraries.includes(name))).toEqual([]);
    },
  );

  test("are loaded by a request with an invoice, as far as an invoice needs them", async () => {
    const packages = await packagesOfRun("document-invoice.json");
    expect(packages).toContain("libxml2-wasm");
    expect(packages).not.toContain("tesseract.js");
  });
});

test("nothing of OpenTelemetry is loaded by a run that nobody traces", async () => {
  const packages = await packagesOfRun("json-answer.json");
  expect(packages).toContain("zod");
  expect(packages.filter((name) => name.startsWith("@opentelemetry/"))).toEqual([]);
});
