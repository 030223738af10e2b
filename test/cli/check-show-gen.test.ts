import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, projects, ragstep, triageWith } from "./ragstep.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

describe("ragstep check", () => {
  test("passes on a project whose parts agree, and counts what it looked at", async () => {
    const { code, stdout, stderr } = await ragstep(["check"]);
    expect(stdout).toMatch(
      /^no problems in 5 nodes, 5 edges, 1 store, 5 registry entries, 5 active, 0 planned, 0 deprecated, 5 handlers, 3 state keys, \d+ rules.*\n$/,
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("is clean on this repository", async () => {
    const { code, stdout } = await ragstep(["check", "--format", "json"], { cwd: repository });
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      diagnostics: [],
      counts: { nodes: 134, edges: 172, stores: 9, "registry entries": 135, active: 134, deprecated: 1 },
    });
    expect(code).toBe(0);
  });

  test("gives the same bytes for the same project", async () => {
    const cwd = await triageWith({
      "registry/rag_steps.yml":
        "steps:\n  - { step: 1, id: a, node_id: B, node_label: c, type: process, category: d }\n",
    });
    const reports = await Promise.all([1, 2, 3].map(() => ragstep(["check", "--format", "json"], { cwd })));
    expect(new Set(reports.map(({ stdout }) => stdout)).size).toBe(1);
    expect(
      (JSON.parse(reports[0]?.stdout ?? "") as { readonly diagnostics: unknown[] }).diagnostics.length,
    ).toBeGreaterThan(4);
    expect(reports[0]?.code).toBe(1);
  });

  test("fails when it found nothing to look at", async () => {
    const cwd = await folderWith({ "docs/architecture/diagrams/flow.mmd": "flowchart TD\n  A([A])\n" });
    const { code, stdout } = await ragstep(["check", "--no-code"], { cwd });
    expect(stdout).toContain("[nothing-checked] The check looked at no edges");
    expect(code).toBe(1);
    const empty = await folderWith({ "docs/architecture/diagrams/flow.mmd": "flowchart TD\n" });
    const nothing = await ragstep(["check", "--no-code"], { cwd: empty });
    expect(nothing.stdout).toContain("[no-entry] The diagram draws no step");
    expect(nothing.code).toBe(1);
  });

  test("checks a plain flowchart by itself, and says that there was no registry", async () => {
    const cwd = await folderWith({
      "docs/architecture/diagrams/flow.mmd": "flowchart TD\n  A([A]) --> B([B])\n",
    });
    const plain = await ragstep(["check", "--no-code"], { cwd });
    expect(plain.stdout).toMatch(
      /^no problems in 2 nodes, 1 edge, 0 stores, 0 registry entries, \d+ rules, \d+ skipped rules\nNo registry was named and none is at `registry\/rag_steps\.yml`, .*--registry FILE`\.\n$/,
    );
    expect(plain.code).toBe(0);
    expect((await ragstep(["check", "--no-code", "--format", "markdown"], { cwd })).stdout).toContain(
      "\n\nNo registry was named",
    );
    const withCode = await ragstep(["check"], { cwd });
    expect(withCode.stdout).toContain("[handler-missing]");
    expect(withCode.code).toBe(1);
  });

  test("still judges the flow of a plain flowchart, and wants a registry that is named", async () => {
    const cwd = await folderWith({ "flow.mmd": "flowchart TD\n  A([A]) --> B{B}\n  B -->|Yes| C([C])\n" });
    const words = ["check", "--no-code", "--diagram", "flow.mmd"];
    expect((await ragstep(words, { cwd })).stdout).toContain("[decision-one-edge]");
    const named = await ragstep([...words, "--registry", "gone.yml"], { cwd });
    expect(named.stdout).toContain("[file-missing]");
    expect(named.code).toBe(1);
  });

  test("colours its words for terminals and whoever forces it, and for nobody else", async () => {
    const escape = String.fromCharCode(27);
    expect((await ragstep(["check"], { env: { FORCE_COLOR: "1" } })).stdout).toContain(
      `${escape}[32mno problems`,
    );
    expect((await ragstep(["check"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout).not.toContain(
      escape,
    );
    expect((await ragstep(["check"])).stdout).not.toContain(escape);
  });
});

describe("ragstep show", () => {
  test("tells all of step 105, found by its number, its node id and its registry id", async () => {
    const byNumber = await ragstep(["show", "105", "--format", "json"], { cwd: repository });
    expect(JSON.parse(byNumber.stdout)).toMatchObject({
      step: 105,
      node: "StreamSetup",
      id: "RAG.streaming.chatbotcontroller.chat.stream.setup.sse",
      label: "ChatbotController.chat_stream Setup SSE",
      type: "process",
      category: "streaming",
      lane: "streaming",
      file: "steps/streaming/StreamSetup.ts",
      edges_in: [{ from: "StreamCheck", label: "Yes", kind: "control" }],
      edges_out: [{ to: "AsyncGen", label: null, kind: "control" }],
      code: {
        attrs: ["streaming_requested", "streaming_setup", "headers_configured", "stream_context_prepared"],
      },
    });
    for (const name of [
      "StreamSetup",
      "streamsetup",
      "RAG.streaming.chatbotcontroller.chat.stream.setup.sse",
    ]) {
      expect((await ragstep(["show", name, "--format", "json"], { cwd: repository })).stdout).toBe(
        byNumber.stdout,
      );
    }
  });

  test("says that a deprecated step is not drawn", async () => {
    const { code, stdout } = await ragstep(["show", "131"], { cwd: repository });
    expect(stdout).toMatch(/status +deprecated since/);
    expect(stdout).toMatch(/lane +not drawn/);
    expect(code).toBe(0);
  });

  test("lists edges, stores, keys and policy for people", async () => {
    const { stdout } = await ragstep(["show", "2"]);
    expect(stdout).toContain("2 Known  Known problem?\n");
    expect(stdout).toMatch(/in +<- Receive\n/);
    expect(stdout).toMatch(/out +-> Reply {2}\[Yes\]\n +-> Escalate {2}\[No\]\n/);
    expect(stdout).toMatch(/stores +Tickets \(read\)\n/);
    expect(stdout).toMatch(/reads +ticket\n/);
    expect(stdout).toMatch(/policy +no timeout, no retry, at most 25 visits a run\n/);
  });

  test("says that a store is no step", async () => {
    const { code, stderr } = await ragstep(["show", "Tickets"]);
    expect(stderr).toContain("`Tickets` is a store");
    expect(code).toBe(2);
  });

  test("wants a step or --state", async () => {
    const { code, stderr } = await ragstep(["show"]);
    expect(stderr).toContain("wants a step, or `--state`");
    expect(code).toBe(2);
  });
});

describe("ragstep show --state", () => {
  interface Key {
    readonly key: string;
    readonly engine: boolean;
    readonly input: string | null;
    readonly output: boolean;
    readonly writers: readonly string[];
    readonly readers: readonly string[];
    readonly optional: Readonly<Record<string, string>>;
  }

  test("finds a writer and a reader of every key of this repository, but for inputs and outputs", async () => {
    const { code, stdout } = await ragstep(["show", "--state", "--format", "json"], { cwd: repository });
    const { keys } = JSON.parse(stdout) as { readonly keys: readonly Key[] };
    expect(keys.length).toBeGreaterThan(100);
    const names = (some: readonly Key[]) => some.map((one) => one.key);
    const unwritten = keys.filter(
      ({ writers, input, engine }) => writers.length === 0 && input === null && !engine,
    );
    expect(names(unwritten)).toEqual([]);
    const unread = keys.filter(
      ({ readers, optional, output }) => readers.length + Object.keys(optional).length === 0 && !output,
    );
    expect(names(unread)).toEqual([]);
    expect(code).toBe(0);
  });

  test("shows one key when it is named, and offers the nearest one", async () => {
    const { stdout } = await ragstep(["show", "--state", "ticket"]);
    expect(stdout).toMatch(/^ticket  What the customer wrote\.\n  written +the run's input\n  read +/);
    expect(stdout).not.toContain("step_error");
    const { code, stderr } = await ragstep(["show", "--state", "tiket"]);
    expect(stderr).toContain("No key of the state is called `tiket`. Did you mean `ticket`?");
    expect(code).toBe(2);
  });

  test("does not show a project whose diagram cannot be read", async () => {
    const cwd = await triageWith({ "docs/architecture/diagrams/triage.mmd": "flowchart TD\n  A[" });
    const { code, stderr } = await ragstep(["show", "--state"], { cwd });
    expect(stderr).toContain("[project-broken]");
    expect(code).toBe(1);
  });
});

describe("ragstep gen", () => {
  test.each(["triage", "mishaps"])("finds the files of the project %s fresh", async (name) => {
    expect(await ragstep(["gen", "--check"], { cwd: join(projects, name) })).toEqual({
      code: 0,
      stdout: "2 files fresh\n",
      stderr: "",
    });
  });

  test("shows what is stale with --check and writes it without", async () => {
    const cwd = await triageWith({});
    const types = join(cwd, "steps/ragstep.gen.ts");
    const fresh = await readFile(types, "utf8");
    const diagram = join(cwd, "docs/architecture/diagrams/triage.mmd");
    const stale = await triageWith({
      "docs/architecture/diagrams/triage.mmd": (await readFile(diagram, "utf8")).replace("|No|", "|Nope|"),
    });
    const checked = await ragstep(["gen", "--check"], { cwd: stale });
    expect(checked.stdout).toContain('-  readonly Known: { readonly outcome: "Yes" | "No"; readonly stores');
    expect(checked.stdout).toContain(
      '+  readonly Known: { readonly outcome: "Yes" | "Nope"; readonly stores',
    );
    expect(checked.stdout).toContain("1 file stale, 1 file fresh");
    expect(checked.code).toBe(1);
    expect(await readFile(join(stale, "steps/ragstep.gen.ts"), "utf8")).toBe(fresh);
    expect((await ragstep(["gen"], { cwd: stale })).stdout).toBe("wrote steps/ragstep.gen.ts\n");
    expect((await ragstep(["gen", "--check"], { cwd: stale })).code).toBe(0);
  });

  test("writes nothing from a broken diagram", async () => {
    const cwd = await triageWith({ "docs/architecture/diagrams/triage.mmd": "flowchart TD\n  A[" });
    const { code, stdout, stderr } = await ragstep(["gen"], { cwd });
    expect(stderr).toContain("triage.mmd:2:");
    expect(stderr).toContain("[project-broken]");
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});
