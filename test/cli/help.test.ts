import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { commands } from "../../src/cli/commands.ts";
import { ragstep, repository } from "./ragstep.ts";

describe("ragstep help", () => {
  test("names every command", async () => {
    const { code, stdout } = await ragstep(["help"]);
    expect(code).toBe(0);
    for (const [name, { summary }] of commands) expect(stdout).toMatch(new RegExp(`  ${name} +${summary}`));
  });

  test.each([...commands.keys()])("of `%s` has its flags and two examples or more", async (name) => {
    const command = await commands.get(name)?.load();
    const { code, stdout } = await ragstep(["help", name]);
    expect(code).toBe(0);
    expect(command?.summary).toBe(commands.get(name)?.summary);
    expect(command?.examples.length).toBeGreaterThanOrEqual(2);
    for (const flag of command?.flags ?? []) expect(stdout).toContain(`--${flag.name}`);
    for (const { line } of command?.examples ?? []) expect(stdout).toContain(line);
    expect((await ragstep([name, "--help"])).stdout).toBe(stdout);
  });

  test.each([...commands.keys()])("of `%s` gives examples that it takes itself", async (name) => {
    const command = await commands.get(name)?.load();
    if (command === undefined) throw new Error(`no command ${name}`);
    for (const { line } of command.examples) {
      // As a shell parts them: quotes hold words together.
      const all = Array.from(line.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word);
      const [program, called, ...words] = all.filter((word) => !/^[A-Z_]+=/.test(word));
      expect([program, called]).toEqual(["ragstep", name]);
      expect(() => readArguments(command, words), line).not.toThrow();
      const files = words.filter((word) => word.startsWith("test/"));
      for (const file of files) expect(existsSync(`${repository}/${file}`), file).toBe(true);
    }
  });

  test("is shown on stderr, with exit code 2, when no command is given", async () => {
    const { code, stdout, stderr } = await ragstep([]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: ragstep <command>");
  });

  test("--version prints the version of the package", async () => {
    const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
    expect(await ragstep(["--version"])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });
});

describe("wrong words exit with 2 and name the nearest", () => {
  test.each([
    [["chekc"], "has no command `chekc`. Did you mean `check`?"],
    [["check", "--fromat", "json"], "has no flag `--fromat`. Did you mean `--format`?"],
    [
      ["check", "--format", "jsn"],
      "`--format` is one of `pretty`, `json`, `github`, `sarif`, `markdown`, and `jsn` was given. Did you mean `json`?",
    ],
    [["check", "--format"], "`--format` wants a value"],
    [["check", "--no-code=yes"], "`--no-code` takes no value"],
    [["check", "me"], "takes no argument, and `me` was given too"],
    [["run"], "`ragstep run` wants the file of the request"],
    [["run", "a.json", "b.json"], "takes one argument, and `b.json` was given too"],
    [["show", "Recieve"], "No step is called `Recieve`. Did you mean `Receive`?"],
    [["show", "99"], "No step has the number 99"],
    [["help", "shwo"], "Did you mean `show`?"],
    [["--nonsense"], "wants a command before `--nonsense`"],
  ])("%j", async (words, message) => {
    const { code, stdout, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(stderr).toContain("  hint ");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});
