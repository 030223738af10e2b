import { execFile, execFileSync } from "node:child_process";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { complete } from "../../src/cli/completions/complete.ts";
import { kindOfArgument, kindOfFlag } from "../../src/cli/completions/value-kind.ts";
import { folderWith, projects, ragstep, repository } from "./ragstep.ts";

const triage = join(projects, "triage");
let bin = "";

beforeAll(async () => {
  const script = `#!/bin/sh\nexec "${process.execPath}" "${join(repository, "bin/ragstep.js")}" "$@"\n`;
  bin = await folderWith({ ragstep: script });
  await chmod(join(bin, "ragstep"), 0o755);
});

function isThere(name: string): boolean {
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a script in a real shell that finds `ragstep` on its path, and gives the lines it prints. */
async function shell(name: string, words: readonly string[]): Promise<readonly string[]> {
  const env = { ...process.env, PATH: [bin, process.env["PATH"]].join(delimiter), TERM: "dumb" };
  return await new Promise((resolve, reject) => {
    execFile(name, words, { cwd: triage, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.split("\n").filter((line) => line !== ""));
      else reject(new Error(stdout + stderr, { cause: error }));
    });
  });
}

async function offered(...line: readonly string[]): Promise<readonly string[]> {
  const completion = await complete(commands, line, triage);
  return completion.kind === "files" ? ["files"] : completion.candidates.map(({ value }) => value);
}

describe("what may stand at the end of a line", () => {
  test("is every command of the table, and help", async () => {
    expect(await offered("")).toEqual([...commands.keys(), "help"]);
    expect(await offered("help", "")).toEqual([...commands.keys()]);
  });

  test.each([...commands.keys()])("is every flag of `%s`", async (name) => {
    const command = await commands.get(name)?.load();
    const flags = [...(command?.flags ?? []).map((flag) => `--${flag.name}`), "--help", "--debug"];
    expect(await offered(name, "--")).toEqual(flags);
  });

  test.each([
    [
      ["show", "R"],
      ["Receive", "Reply"],
    ],
    [["show", "4"], ["4"]],
    [["show", "triage.k"], ["triage.known"]],
    [
      ["check", "--format", ""],
      ["pretty", "json", "github", "sarif", "markdown"],
    ],
    [["check", "--format", "=", "js"], ["json"]],
    [["check", "--fix", "--form"], ["--format"]],
    [["connect", "Reply", "T"], ["Tickets"]],
    [["add", "Close", "--store", ""], ["Tickets"]],
    [
      ["add", "Close", "--after", "Re"],
      ["Receive", "Reply"],
    ],
    [
      ["run", "--entry", "Re"],
      ["Receive", "Reply"],
    ],
    [["run", ""], ["files"]],
    [["check", "--diagram", ""], ["files"]],
    [
      ["show", "Known", ""],
      ["--state", "--diagram", "--registry", "--steps", "--format", "--help", "--debug"],
    ],
    [["golden", "a"], ["approve"]],
    [["move", "Known", "--lane", "a"], ["answer"]],
    [["nonsense", ""], []],
    [["feedback", ""], []],
  ])("%j is %j", async (line, expected) => {
    expect(await offered(...line)).toEqual(expected);
  });

  test("is no step, and no error, outside a project", async () => {
    const { code, stdout, stderr } = await ragstep(["completions", "bash", "--", "show", ""], {
      cwd: tmpdir(),
    });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("is a step wherever the table says that a step is wanted", async () => {
    let count = 0;
    for (const { load } of commands.values()) {
      const { argument, second, flags } = await load();
      for (const one of [argument, second]) {
        if (one === undefined || !/step's number/.test(one.summary)) continue;
        expect(kindOfArgument(one), one.name).toEqual({ kind: "steps" });
        count++;
      }
      for (const flag of flags)
        if (flag.value === "NODE" || flag.value === "STEP")
          expect(kindOfFlag(flag)).toEqual({ kind: "steps" });
    }
    expect(count).toBeGreaterThan(3);
  });
});

describe("a shell that cannot be taught", () => {
  test("is refused, and the nearest is offered", async () => {
    const { code, stderr } = await ragstep(["completions", "fisch"]);
    expect(code).toBe(2);
    expect(stderr).toContain("No shell `fisch` can be taught. Did you mean `fish`?");
  });
});

describe.skipIf(!isThere("bash"))("a real bash", () => {
  const inBash = (...line: readonly string[]) =>
    shell("bash", [
      "--norc",
      "-c",
      `eval "$(ragstep completions bash)"
       COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
       compopt() { echo "files by the shell"; }
       "$(complete -p ragstep | sed 's/.*-F \\([^ ]*\\) .*/\\1/')"
       printf '%s\\n' "\${COMPREPLY[@]}"`,
      "bash",
      ...line,
    ]);

  test("completes commands, flags, steps and files", async () => {
    expect(await inBash("ragstep", "sho")).toEqual(["show"]);
    expect(await inBash("ragstep", "show", "Re")).toEqual(["Receive", "Reply"]);
    expect(await inBash("ragstep", "check", "--no")).toEqual(["--no-code"]);
    expect(await inBash("ragstep", "run", "")).toEqual(["files by the shell"]);
  });
});

// Where a shell is not installed, there is nothing that could be taught.
describe.skipIf(!isThere("zsh"))("a real zsh", () => {
  /** Types into an interactive zsh and waits until the screen shows what the key must bring. */
  const typed = (text: string, shown: string) =>
    shell("zsh", [
      "-f",
      "-c",
      `zmodload zsh/zpty
       zpty inner zsh -f -i
       zpty -w inner 'PS1="ready> "; autoload -Uz compinit; compinit -u -D; eval "$(ragstep completions zsh)"; print tau""ght'
       zpty -r -m inner seen '*taught*'
       zpty -w -n inner $'${text}\\t'
       zpty -r -m inner seen '*${shown}*' && print found
       zpty -d inner`,
    ]);

  test("completes a command, a step and a flag", async () => {
    expect(await typed("ragstep sho", "show ")).toEqual(["found"]);
    expect(await typed("ragstep show Rec", "Receive ")).toEqual(["found"]);
    expect(await typed("ragstep check --no", "--no-code ")).toEqual(["found"]);
    expect(await typed("ragstep run req", "requests/")).toEqual(["found"]);
  });
});

describe.skipIf(!isThere("fish"))("a real fish", () => {
  const inFish = (line: string) =>
    shell("fish", ["--no-config", "-c", `ragstep completions fish | source; complete -C "${line}"`]);

  test("completes commands, flags, steps and files, and says what they are", async () => {
    expect(await inFish("ragstep sho")).toEqual([
      "show\tShow all that is known about one step, or who writes and reads each key",
    ]);
    expect(await inFish("ragstep show Re")).toEqual([
      "Receive\tTicket arrives",
      "Reply\tReply with the known answer",
    ]);
    expect(await inFish("ragstep check --no")).toEqual([
      "--no-code\tLook at diagram and registry only, also at ones made elsewhere",
    ]);
    expect(await inFish("ragstep run req")).toEqual(["requests/"]);
  });
});
