import { stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout, shownPath } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { loggedAttrsName } from "../../project/load-runs.ts";
import { readRequestFile } from "../../project/request-file.ts";
import type { Recording } from "../../recording/recording.ts";
import { plural } from "../../report/counts.ts";
import { textDiff } from "../../report/diff.ts";
import type { FileChange } from "../../scaffold/change.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { recordRequest } from "../recorded-request.ts";
import { attrsChange, keptRecordings, recordingChange, writeRecordings } from "../recording-files.ts";
import { requestFiles } from "../request-files.ts";
import { runnableProgram } from "../runnable-program.ts";
import { writeLine } from "../terminal.ts";

/** The request files that are asked for, as absolute paths. */
async function asked(path: string, shown: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) return [path];
  return (await requestFiles(path, shown)).map((name) => join(path, name));
}

function checkedName(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name) && name !== loggedAttrsName) return name;
  throw new UsageError(
    "recording-name",
    `\`${name}\` cannot be the name of a recording: a file name of letters, digits, \`-\`, \`_\` and \`.\` is expected, and not \`${loggedAttrsName}\`.`,
    { hint: "--name my-request" },
  );
}

/** A recording names its request, so the request must go where the project goes. */
function insideProject(layout: Layout, path: string, shown: string): string {
  if (relative(layout.root, path).startsWith(".."))
    throw new UsageError(
      "request-outside",
      `\`${shown}\` is not in the project, so a recording of it could not be verified elsewhere.`,
      { hint: `cp ${shown} ${shownPath(layout, layout.tests)}/fixtures/requests/` },
    );
  return shownPath(layout, path);
}

function told({ path, status, statusCode }: Recording): string {
  const answer = statusCode === null ? "" : `, answered ${statusCode}`;
  return `${plural(path.length, "step")}, ${status}${answer}`;
}

/** `ragstep record`: runs requests and keeps how each run went beside the tests. */
export const recordCommand: Command = {
  name: "record",
  summary: "Run a request and keep the run as a fixture: its way, its outcomes, what each step wrote",
  argument: { name: "request.json", summary: "a request file, or a folder of them", required: true },
  flags: [
    { name: "name", value: "NAME", summary: "What the recording is called; like its request when absent" },
    ...layoutFlags,
    { name: "dry-run", summary: "Show the recordings that would change and write nothing" },
  ],
  examples: [
    {
      line: "ragstep record test/fixtures/requests/json-answer.json",
      does: "Keep the run as test/fixtures/runs/json-answer.json, for `ragstep verify` and `ragstep check`",
    },
    {
      line: "ragstep record test/fixtures/requests --dry-run",
      does: "Show what would come out differently, for every request of the folder",
    },
  ],
  async run(args, terminal) {
    const { cwd, stdout, interrupted } = terminal;
    const given = args.argument ?? "";
    const layout = await findLayout(cwd, layoutFrom(args));
    const paths = await asked(resolve(cwd, given), given);
    const name = flagValue(args, "name");
    if (name !== undefined && paths.length > 1)
      throw new UsageError("flag-value", `\`--name\` is for one recording, and \`${given}\` is a folder.`, {
        hint: `ragstep record ${given}`,
      });
    const requests = paths.map((path) => ({
      path,
      file: insideProject(layout, path, given),
      name: checkedName(name ?? basename(path, ".json")),
    }));
    const kept = keptRecordings(layout);
    const read = await Promise.all(
      requests.map(async (one) => ({ ...one, request: await readRequestFile(one.path, one.file) })),
    );
    const program = await runnableProgram(layout);
    const changes: FileChange[] = [];
    const attrs = new Map(kept.attrs);
    for (const { file, name: called, request } of read) {
      const recorded = await recordRequest({ program, layout, terminal, request, file });
      if (interrupted.aborted) return exitCode.interrupted;
      for (const [node, names] of recorded.attrs) attrs.set(node, names);
      const before = kept.recordings.find((known) => known.name === called)?.file.text ?? null;
      const change = recordingChange(layout, called, before, recorded.recording);
      changes.push(change);
      const done = before === null ? "recorded" : change.after === before ? "as before" : "recorded again";
      writeLine(stdout, `${done} ${shownPath(layout, change.path)}: ${told(recorded.recording)}`);
    }
    changes.push(attrsChange(layout, kept, attrs));
    for (const { path, before, after } of changes)
      if (before !== null) writeLine(stdout, textDiff(shownPath(layout, path), before, after ?? ""));
    if (!args.flags.has("dry-run")) writeLine(stdout, await writeRecordings(layout, program.graph, changes));
    return exitCode.clean;
  },
};
