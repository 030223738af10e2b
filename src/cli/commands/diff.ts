import { diffVersions } from "../../diff/diff-versions.ts";
import type { VersionDiff } from "../../diff/change.ts";
import { readVersion } from "../../diff/version.ts";
import type { Version } from "../../diff/version.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import { findLayout } from "../../project/layout.ts";
import { versionTexts, workingTree } from "../../project/version-texts.ts";
import { plural } from "../../report/counts.ts";
import type { Palette } from "../../report/palette.ts";
import { prettyDiagnostics } from "../../report/pretty.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { paletteFor, writeLine } from "../terminal.ts";

const formats = ["pretty", "json", "markdown", "mermaid"] as const;

/** Only the format that is asked for is loaded. */
const writers: Readonly<
  Record<(typeof formats)[number], (diff: VersionDiff, palette: Palette) => Promise<string>>
> = {
  pretty: async (diff, palette) => (await import("../../report/diff-pretty.ts")).prettyDiff(diff, palette),
  json: async (diff) => (await import("../../report/diff-json.ts")).jsonDiff(diff),
  markdown: async (diff) => (await import("../../report/diff-markdown.ts")).markdownDiff(diff),
  mermaid: async (diff) => (await import("../../report/diff-mermaid.ts")).mermaidDiff(diff).text,
};

function cannotBeRead(name: string, diagnostics: readonly Diagnostic[]): RagstepError {
  const problems = plural(diagnostics.length, "problem");
  return new RagstepError(
    "version-broken",
    `\`${name}\` cannot be compared: ${problems} in its diagram or registry.`,
    {
      hint: name === workingTree ? "ragstep check" : "Name a revision or a file without these problems.",
    },
  );
}

/** `ragstep diff`: differences are told and are no problem, unless `--exit-code` makes them one. */
export const diffCommand: Command = {
  name: "diff",
  summary: "Tell what differs between two versions, and what it means for saved runs",
  argument: {
    name: "rev|file",
    summary:
      "the version before: a git revision, or a diagram's file with its registry behind a comma (HEAD)",
    required: false,
  },
  second: {
    name: "rev|file",
    summary: "the version after, in the same way (the working tree)",
    required: false,
  },
  flags: [
    ...layoutFlags,
    {
      name: "format",
      value: "FORMAT",
      choices: formats,
      summary:
        "For people (pretty, the default), programs (json), pull requests (markdown), or as a picture (mermaid)",
    },
    { name: "exit-code", summary: "Exit 1 when something differs" },
  ],
  examples: [
    { line: "ragstep diff origin/main", does: "Compare the main branch with what stands here" },
    {
      line: "ragstep diff v1.0 v1.1 --format markdown",
      does: "Compare two tags, as a comment for a pull request",
    },
    {
      line: "ragstep diff old.mmd,old.yml new.mmd,new.yml",
      does: "Compare two pairs of diagram and registry",
    },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const asked = flagValue(args, "format");
    const format = formats.find((one) => one === asked) ?? "pretty";
    const layout = await findLayout(cwd, layoutFrom(args));
    const texts = [
      await versionTexts(layout, cwd, args.argument ?? "HEAD"),
      await versionTexts(layout, cwd, args.second),
    ] as const;
    const withRegistry = texts.every(({ registry }) => registry !== null);
    const read = texts.map((one) => readVersion(one, withRegistry));
    const versions: Version[] = [];
    for (const one of read) {
      if (one.kind === "broken") {
        writeLine(stderr, prettyDiagnostics(sortDiagnostics(one.diagnostics), paletteFor(stderr, env)));
        throw cannotBeRead(one.name, one.diagnostics);
      }
      versions.push(one.version);
    }
    const [before, after] = versions;
    if (before === undefined || after === undefined)
      throw new RangeError("A comparison without two versions.");
    const diff = diffVersions(before, after);
    writeLine(stdout, await writers[format](diff, paletteFor(stdout, env)));
    return args.flags.has("exit-code") && diff.changes.length > 0 ? exitCode.problems : exitCode.clean;
  },
};
