import { execFile } from "node:child_process";
import { chmod, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith } from "../cli/ragstep.ts";

const script = fileURLToPath(new URL("../../.ci/install-chromium", import.meta.url));

/** Programs of the machine that the script may see; everything else is a stand-in. */
const real = ["bash", "env", "timeout", "cat"];

/** Runs the script on a machine that has these programs only, and gives what it said and what it called. */
async function installed(programs: Readonly<Record<string, string>>) {
  const folder = await folderWith({ calls: "" });
  const bin = await folderWith(
    Object.fromEntries(Object.entries(programs).map(([name, body]) => [name, `#!/bin/sh\n${body}\n`])),
  );
  for (const name of Object.keys(programs)) await chmod(join(bin, name), 0o755);
  for (const name of real) await symlink(`/usr/bin/${name}`, join(bin, name));
  const env = { PATH: bin, CALLS: join(folder, "calls"), RAGSTEP_CHROMIUM: "/nowhere/chromium" };
  const { code, stderr } = await new Promise<{ readonly code: unknown; readonly stderr: string }>(
    (resolve) => {
      execFile(join(bin, "bash"), [script], { env }, (error, _, text) =>
        resolve({ code: error?.code ?? 0, stderr: text }),
      );
    },
  );
  const calls = (await readFile(env.CALLS, "utf8")).split("\n").filter(Boolean);
  return { code, said: stderr.trim(), calls };
}

const root = { id: "echo 0" };
const someone = { id: "echo 1000" };
const apt = { "apt-get": 'echo "$@" >> "$CALLS"' };

describe.runIf(process.platform === "linux")("on Debian and its kin", () => {
  test("a Chromium that is there is left alone", async () => {
    const { code, said, calls } = await installed({ ...root, ...apt, chromium: "" });
    expect([code, said, calls]).toEqual([0, "", []]);
  });

  test("root brings the lists up to date and installs it without what it only recommends", async () => {
    const { code, calls } = await installed({ ...root, ...apt });
    expect(code).toBe(0);
    expect(calls).toEqual([
      expect.stringMatching(/ update -q$/),
      expect.stringMatching(/ install -q -y --no-install-recommends chromium fonts-liberation$/),
    ]);
  });

  test("who may use sudo without a password installs it too", async () => {
    const { calls } = await installed({ ...someone, ...apt, sudo: 'shift; exec "$@"', true: "" });
    expect(calls).toHaveLength(2);
  });

  test.each([
    ["no right to install it", { ...someone, ...apt, sudo: "exit 1" }],
    ["no apt-get to install it", root],
    ["could not be installed", { ...root, "apt-get": "exit 100" }],
  ])("without a way to it, it says so and lets the tests go on: %s", async (words, programs) => {
    const { code, said } = await installed(programs);
    expect(code).toBe(0);
    expect(said).toContain(words);
    expect(said).toContain("browser tests will be skipped");
  });
});
