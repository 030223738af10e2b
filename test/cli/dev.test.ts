import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startDev } from "./dev-session.ts";
import { ragstep, triageWith } from "./ragstep.ts";

const known = "steps/intake/Known.ts";
const reply = "steps/answer/Reply.ts";
const answers = (answer: string): string => `import { step } from "../ragstep.gen.ts";
export default step("Reply", { writes: ["answer"], run: () => ({ answer: ${answer} }) });
`;

/** A running `ragstep dev` on a project of its own, after its first result. */
async function session(files: Readonly<Record<string, string | null>> = {}) {
  const cwd = await triageWith(files);
  const dev = startDev(cwd, "requests/known.json");
  const first = await dev.next();
  const save = (name: string, text: string) => writeFile(join(cwd, name), text);
  const text = (name: string) => readFile(join(cwd, name), "utf8");
  return { cwd, dev, first, save, text };
}

describe("ragstep dev", () => {
  test("checks and runs at once, and again with what was saved", async () => {
    const { dev, first, save } = await session();
    expect(first).toMatchObject({ ok: true, saved: [], diagnostics: [], error: null });
    expect(first.run?.path.map(({ node }) => node)).toEqual(["Receive", "Known", "Reply", "Done"]);
    await save(reply, answers('"Kick it."'));
    const after = await dev.after(reply);
    expect(after.ok).toBe(false);
    expect(after.run?.response?.body).toEqual({ answer: "Kick it." });
    expect(after.run?.mismatches).toHaveLength(1);
    await save(reply, answers('"Switch it off and on again."'));
    expect(await dev.after(reply)).toMatchObject({ ok: true });
  });

  test("sees a module that steps share, the state, the environment and the diagram", async () => {
    const { dev, save, text } = await session({
      "steps/answer/wording.ts": 'export const wording = "Switch it off and on again.";\n',
      [reply]: `import { wording } from "./wording.ts";\n${answers("wording")}`,
    });
    await save("steps/answer/wording.ts", 'export const wording = "Wait.";\n');
    expect((await dev.after("steps/answer/wording.ts")).run?.response?.body).toEqual({ answer: "Wait." });
    const environment = await text("steps/environment.ts");
    await save("steps/environment.ts", environment.replace('"printer"', '"scanner"'));
    expect((await dev.after("steps/environment.ts")).run?.path[2]).toMatchObject({ node: "Escalate" });
    const state = await text("steps/state.ts");
    await save("steps/state.ts", state.replace("answer:", "reply:"));
    expect((await dev.after("steps/state.ts")).diagnostics.map(({ code }) => code)).toContain(
      "handler-key-unknown",
    );
    await save("steps/state.ts", state);
    expect(await dev.after("steps/state.ts")).toMatchObject({ diagnostics: [] });
    const diagram = "docs/architecture/diagrams/triage.mmd";
    await save(diagram, (await text(diagram)).replace("Known problem?", "Known trouble?"));
    const codes = (await dev.after(diagram)).diagnostics.map(({ code }) => code);
    expect(codes).toContain("label-differs");
  });

  test("runs the request again that was saved, and a configuration that appears", async () => {
    const { dev, save, text } = await session();
    const request = "requests/known.json";
    await save(request, (await text(request)).replace("printer", "radio"));
    expect((await dev.after(request)).run?.path[2]).toMatchObject({ node: "Escalate" });
    await save("ragstep.config.ts", 'export default { rules: { "nonsense": "off" } };\n');
    expect((await dev.after("ragstep.config.ts")).error?.message).toContain("nonsense");
    await save("ragstep.config.ts", "export default {};\n");
    expect(await dev.after("ragstep.config.ts")).toMatchObject({ error: null });
  });

  test("without a request, runs the fixture that was saved last", async () => {
    const cwd = await triageWith({});
    const folder = join(cwd, "test/fixtures/requests");
    await mkdir(folder, { recursive: true });
    for (const name of ["known.json", "unknown.json"])
      await writeFile(join(folder, name), await readFile(join(cwd, "requests", name)));
    const dev = startDev(cwd);
    expect((await dev.next()).run?.file).toBe("test/fixtures/requests/known.json");
    await writeFile(join(folder, "unknown.json"), await readFile(join(folder, "unknown.json")));
    const file = "test/fixtures/requests/unknown.json";
    expect((await dev.after(file)).run?.file).toBe(file);
  });
});

describe("saves that go wrong", () => {
  test("half a file is told with its place, and the whole file is run", async () => {
    const { dev, save, text } = await session();
    const whole = await text(known);
    await save(known, whole.slice(0, whole.length / 2));
    expect((await dev.after(known)).diagnostics[0]).toMatchObject({ code: "handler-import" });
    await save(known, whole);
    expect(await dev.after(known)).toMatchObject({ ok: true });
  });

  test("a deleted handler, a deleted module and a deleted folder come back", async () => {
    const { cwd, dev, save, text } = await session();
    const [handler, other] = [await text(known), await text("steps/intake/Receive.ts")];
    await rm(join(cwd, known));
    expect((await dev.after(known)).diagnostics[0]).toMatchObject({ code: "handler-missing" });
    await save(known, `import "./gone.ts";\n${handler}`);
    expect((await dev.after(known)).diagnostics[0]).toMatchObject({ code: "handler-import" });
    await save("steps/intake/gone.ts", "export {};\n");
    expect(await dev.after("steps/intake/gone.ts")).toMatchObject({ ok: true });
    await rm(join(cwd, "steps/intake"), { recursive: true });
    expect((await dev.after(known)).diagnostics.length).toBeGreaterThan(1);
    await mkdir(join(cwd, "steps/intake"));
    await save("steps/intake/Receive.ts", other);
    await save(known, handler);
    for (;;) if ((await dev.next()).ok) break;
  });

  test("an editor's atomic rename is a save, and its swap files are none", async () => {
    const { cwd, dev, save } = await session();
    await save("steps/answer/.Reply.ts.swp", "swap");
    await save("steps/answer/Reply.ts~", "backup");
    await save("steps/answer/.Reply.ts.new", answers('"Atomic."'));
    await rename(join(cwd, "steps/answer/.Reply.ts.new"), join(cwd, reply));
    const line = await dev.next();
    expect(line.saved).toEqual([reply]);
    expect(line.run?.response?.body).toEqual({ answer: "Atomic." });
  });

  test("fifty files at once are shown as they are in the end", async () => {
    const { cwd, dev, save } = await session();
    const names = Array.from({ length: 49 }, (_, i) => `steps/answer/part-${i}.ts`);
    await Promise.all(names.map((name) => save(name, "export const part = 1;\n")));
    await save(reply, `import { part } from "./part-48.ts";\n${answers("`last ${part}`")}`);
    expect((await dev.after(...names, reply)).run?.response?.body).toEqual({ answer: "last 1" });
    expect(existsSync(join(cwd, reply))).toBe(true);
  });
});

describe("code that goes wrong", () => {
  test("a handler that ends its process, or goes on in a circle, is replaced at the next save", async () => {
    const { dev, save } = await session();
    await save(reply, answers("process.exit(7)"));
    expect((await dev.after(reply)).error).toMatchObject({ code: "code-ended-thread" });
    await save(reply, answers('(() => { console.log("turning"); for (;;); })()'));
    await dev.told("turning");
    await save(reply, answers('"Well again."'));
    const after = await dev.after(reply);
    expect(after.run?.response?.body).toEqual({ answer: "Well again." });
  });

  test("a promise that nobody waits for does not end the program", async () => {
    const { dev, save } = await session();
    await save(reply, answers('(Promise.reject(new Error("lost")), "x")'));
    await dev.after(reply);
    await save(reply, answers('"Found."'));
    let found = await dev.after(reply);
    // The lost promise may have ended the thread just now, which is told too.
    while (found.error !== null) found = await dev.next();
    expect(found.run?.response?.body).toEqual({ answer: "Found." });
  });

  test("what handlers print goes to stderr, and not between the results", async () => {
    const { dev, save } = await session();
    await save(reply, answers('(console.log("from the handler"), "x")'));
    await dev.after(reply);
    await save(reply, answers('"y"'));
    await dev.after(reply);
    expect(dev.stderr()).toContain("from the handler");
  });
});

describe("the end", () => {
  test("Ctrl-C ends it with 130, and it has no child that could stay", async () => {
    const { dev } = await session();
    const children = `/proc/${dev.child.pid}/task/${dev.child.pid}/children`;
    if (existsSync(children)) expect(readFileSync(children, "utf8")).toBe("");
    expect(await dev.interrupt()).toBe(130);
  });

  test("a request that is not there is told at once", async () => {
    expect(await ragstep(["dev", "requests/nowhere.json"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no file `requests/nowhere.json`."),
    });
  });
});
