import { join } from "node:path";
import { expect, test } from "vitest";
import { maxRequestBytes } from "../../src/project/read-json.ts";
import { folderWith, ragstep } from "./ragstep.ts";

const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;

test.for<readonly [name: string, content: string | Uint8Array, message: string]>([
  ["an empty file", "", "is empty"],
  [
    "no JSON",
    '{ "ticket": "a", }',
    "is not JSON: line 1, column 18, where a key in double quotes is expected",
  ],
  [
    "a cut-off text",
    '{\n  "ticket": "a"',
    "is not JSON: the file ends at line 2, column 16, where `,` or `}` is expected",
  ],
  ["a list", "[1]", "must hold one JSON object"],
  [
    "a `__proto__` key",
    '{ "ticket": "a", "nested": { "__proto__": { "admin": true } } }',
    "holds a key `__proto__`",
  ],
  ["a nesting without end", deep, "request.json"],
  ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00, 0xd8]), "is not UTF-8 text"],
  ["more than the limit", " ".repeat(maxRequestBytes + 1), `the limit is ${maxRequestBytes} bytes`],
  ["an unknown block", '{ "input": {}, "expct": {} }', "unknown block `expct`. Did you mean `expect`?"],
  ["an input that is no object", '{ "input": 5 }', "wants an object in its `request` block"],
  ["an unknown expectation", '{ "input": {}, "expect": { "stauts": "completed" } }', "wrong `expect` block"],
  ["an unknown key", '{ "ticket": "a", "tikcet": "b" }', "tikcet"],
  ["a missing key", "{}", "ticket"],
])("a request with %s is refused with a sentence", async ([, content, message]) => {
  const folder = await folderWith({ "request.json": content });
  const { code, stdout, stderr } = await ragstep(["run", join(folder, "request.json")]);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test("a request file that is not there is named", async () => {
  const { code, stderr } = await ragstep(["run", "nowhere.json"]);
  expect(stderr).toContain("There is no file `nowhere.json`.");
  expect(code).toBe(2);
});

test("a folder is no request file", async () => {
  const { code, stderr } = await ragstep(["run", "requests"]);
  expect(stderr).toContain("`requests` is no file");
  expect(code).toBe(2);
});

test("an entry that is not drawn is refused with the nearest one", async () => {
  const { code, stderr } = await ragstep(["run", "requests/unknown.json", "--entry", "Recieve"]);
  expect(stderr).toContain("Did you mean `Receive`?");
  expect(code).toBe(2);
});

test("--debug shows where an error came from", async () => {
  const { stderr } = await ragstep(["run", "nowhere.json", "--debug"]);
  expect(stderr).toMatch(/^\s+at /m);
});
