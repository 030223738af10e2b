import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/cli/apply-changes.ts";
import { thisHost } from "../../src/cli/change-host.ts";
import type { ChangeHost } from "../../src/cli/change-host.ts";
import { hasPending } from "../../src/cli/changes-folder.ts";
import { settlePending } from "../../src/cli/pending-changes.ts";
import type { FileChange } from "../../src/scaffold/change.ts";
import { folderWith } from "./ragstep.ts";

const before = { "a.txt": "a\n", "lane/b.txt": "b\n", "old/c.txt": "c\n" };
const after = { "a.txt": "A\n", "lane/b.txt": "b\n", "new/deep/d.txt": "D\n" };

const changesIn = (root: string): readonly FileChange[] => [
  { path: join(root, "a.txt"), before: "a\n", after: "A\n" },
  { path: join(root, "lane/b.txt"), before: "b\n", after: "b\n" },
  { path: join(root, "old/c.txt"), before: "c\n", after: null },
  { path: join(root, "new/deep/d.txt"), before: null, after: "D\n" },
];

/** Every file of a project, also of its folder for work. */
async function filesOf(root: string): Promise<Record<string, string>> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  return Object.fromEntries(paths.map((path, at) => [path.slice(root.length + 1), texts[at] ?? ""]));
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** A process that dies at its n-th call of the machine; for others it is gone then. */
function dyingHost(self: string, calls: number): { readonly host: ChangeHost; readonly made: () => number } {
  let made = 0;
  const dying: ChangeHost = { ...thisHost, self };
  const host = new Proxy(dying, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function" || name === "isAlive" || name === "newId") return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        made++;
        if (made > calls) throw new Error("killed");
        const result: unknown = await Reflect.apply(member, target, args);
        return result;
      };
    },
  });
  return { host, made: () => made };
}

const dead = "999999999.1";

describe("a process that dies at any of its calls", () => {
  it("leaves all files changed or none, once the next one has looked", async () => {
    const whole = await folderWith(before);
    const counting = dyingHost(dead, Number.POSITIVE_INFINITY);
    await applyChanges(whole, changesIn(whole), counting.host);
    expect(await filesOf(whole)).toEqual(after);
    const states = new Set<string>();
    for (let calls = 0; calls < counting.made(); calls++) {
      const root = await folderWith(before);
      await expect(applyChanges(root, changesIn(root), dyingHost(dead, calls).host)).rejects.toThrow(
        "killed",
      );
      await settlePending(root, thisHost, { alone: false });
      const { ".ragstep": _, ...files } = await filesOf(root);
      const own = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(".ragstep")));
      expect([before, after], `after ${calls} calls`).toContainEqual(own);
      expect(hasPending(root)).toBe(false);
      states.add(JSON.stringify(own));
      // What is left of the dead one goes with the next change.
      const [path, text] = ["a.txt", own["a.txt"] ?? ""];
      await applyChanges(root, [{ path: join(root, path), before: text, after: "next\n" }]);
      expect(Object.keys(await filesOf(root)).filter((name) => name.startsWith(".ragstep"))).toEqual([]);
    }
    expect(states.size).toBe(2);
  });

  it("may die again and again while it makes up for the first death", async () => {
    const root = await folderWith(before);
    const counting = dyingHost(dead, Number.POSITIVE_INFINITY);
    const other = await folderWith(before);
    await applyChanges(other, changesIn(other), counting.host);
    // Late enough to have decided, too early to have finished.
    let calls = counting.made();
    do {
      calls--;
      await folderAgain(root);
      await applyChanges(root, changesIn(root), dyingHost(dead, calls).host).catch(() => undefined);
    } while (!(await isThere(join(root, ".ragstep/changes/committed.json"))));
    for (let life = 0; hasPending(root); life++)
      await settlePending(root, dyingHost(`99999999${life}.1`, life).host, { alone: false }).catch(
        () => undefined,
      );
    const own = Object.entries(await filesOf(root)).filter(([path]) => !path.startsWith(".ragstep"));
    expect(Object.fromEntries(own)).toEqual(after);
  });
});

async function folderAgain(root: string): Promise<void> {
  await settlePending(root, thisHost, { alone: false });
  for (const [name, text] of Object.entries(before)) {
    await mkdir(join(root, name, ".."), { recursive: true });
    await writeFile(join(root, name), text);
  }
  await rm(join(root, "new"), { recursive: true, force: true });
}

describe("applyChanges", () => {
  it("refuses a file that somebody changed meanwhile, and writes nothing", async () => {
    const root = await folderWith({ ...before, "lane/b.txt": "mine\n" });
    const changes = changesIn(root).map((change) => ({
      ...change,
      after: change.after === null ? null : "x\n",
    }));
    await expect(applyChanges(root, changes)).rejects.toMatchObject({ code: "file-changed" });
    expect(await filesOf(root)).toEqual({ ...before, "lane/b.txt": "mine\n" });
  });

  it("refuses a file that is there already, and one that is gone", async () => {
    const root = await folderWith(before);
    const made: FileChange = { path: join(root, "a.txt"), before: null, after: "x" };
    await expect(applyChanges(root, [made])).rejects.toMatchObject({ code: "file-changed" });
    const gone: FileChange = { path: join(root, "z.txt"), before: "z", after: null };
    await expect(applyChanges(root, [gone])).rejects.toMatchObject({ code: "file-changed" });
    expect(await filesOf(root)).toEqual(before);
  });

  it("refuses a folder that is a file, and writes nothing", async () => {
    const root = await folderWith(before);
    const changes = [...changesIn(root), { path: join(root, "lane/b.txt/x.txt"), before: null, after: "x" }];
    await expect(applyChanges(root, changes)).rejects.toMatchObject({ code: "folder-unwritable" });
    expect(await filesOf(root)).toEqual(before);
  });

  it("removes a folder that lost its last file", async () => {
    const root = await folderWith(before);
    await applyChanges(root, changesIn(root));
    expect(await isThere(join(root, "old"))).toBe(false);
    expect(await isThere(join(root, ".ragstep"))).toBe(false);
  });

  it("keeps the permissions of a file, and a link to it", async () => {
    const root = await folderWith({ "real.sh": "old\n" });
    await chmod(join(root, "real.sh"), 0o750);
    await symlink("real.sh", join(root, "link.sh"));
    await applyChanges(root, [{ path: join(root, "link.sh"), before: "old\n", after: "new\n" }]);
    expect(await readFile(join(root, "real.sh"), "utf8")).toBe("new\n");
    expect((await stat(join(root, "real.sh"))).mode & 0o777).toBe(0o750);
  });

  it("lets one of two at a time change the project, and the slower one see that it was changed", async () => {
    const root = await folderWith({ "a.txt": "0" });
    const steps = Array.from({ length: 6 }, (_, at) =>
      applyChanges(root, [{ path: join(root, "a.txt"), before: "0", after: String(at + 1) }]),
    );
    const ended = await Promise.allSettled(steps);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await filesOf(root)).toEqual({ "a.txt": expect.stringMatching(/^[1-6]$/) });
  });

  it("waits for a process at work, and says how to go on without it", async () => {
    const root = await folderWith(before);
    const owner = "4242.17";
    let waits = 0;
    const watching: ChangeHost = {
      ...thisHost,
      isAlive: (other) => other === owner || thisHost.isAlive(other),
      wait: async () => {
        waits++;
        await Promise.resolve();
      },
    };
    await mkdir(join(root, ".ragstep/changes"), { recursive: true });
    await writeFile(join(root, ".ragstep/changes/owner-abc-4242.17"), "");
    await settlePending(root, watching, { alone: false });
    expect(waits, "nothing is decided, so a reader need not wait").toBe(0);
    await expect(applyChanges(root, changesIn(root), watching)).rejects.toMatchObject({
      code: "project-busy",
      message: "Another process (4242) is changing this project.",
      hint: expect.stringContaining("owner-abc-4242.17"),
    });
    expect(waits).toBeGreaterThan(100);
    expect((await applyChanges(root, changesIn(root)), await filesOf(root))).toEqual(after);
  });
});

describe("a process that is killed", () => {
  it("leaves all files changed or none, wherever kill -9 meets it", { timeout: 60_000 }, async () => {
    const child = fileURLToPath(new URL("apply-changes-child.ts", import.meta.url));
    const states = new Map<string, number>();
    for (let round = 0; round < 12; round++) {
      const root = await folderWith(before);
      const started = fork(child, [root], { stdio: "ignore", execArgv: [] });
      // It tells of every call that it makes, and goes on at once: the kill meets it somewhere behind that one.
      let calls = 0;
      started.on("message", () => {
        calls++;
        if (calls === 3 + round * 2) started.kill("SIGKILL");
      });
      await once(started, "exit");
      await settlePending(root, thisHost, { alone: false });
      const own = Object.entries(await filesOf(root)).filter(([path]) => !path.startsWith(".ragstep"));
      expect([before, after]).toContainEqual(Object.fromEntries(own));
      const state = JSON.stringify(own);
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    expect(states.size).toBe(2);
  });
});
