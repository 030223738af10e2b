import type { Environment, ReviewBoard, ReviewLine } from "../../definition/environment.ts";
import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { findLayout } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { plural } from "../../report/counts.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { ExitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { makeEnvironment } from "../make-environment.ts";
import { runLogFlags } from "../run-log-flags.ts";
import { noRequest, startSession } from "../start-session.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

const verdicts = { approve: "approved", reject: "rejected" } as const;

function isDecision(word: string): word is keyof typeof verdicts {
  return Object.hasOwn(verdicts, word);
}

function reviewsOf(environment: Environment | null): ReviewBoard {
  if (environment?.reviews) return environment.reviews;
  throw new UsageError("reviews-missing", "This project has no golden answers that people decide on.", {
    hint: "Let its environment have `reviews`.",
  });
}

function lineText({ id, status, title, origin, quality }: ReviewLine): string {
  return `${id}  ${status}  quality ${quality.toFixed(2)}\n    ${title}\n    by ${origin}`;
}

async function list(args: Arguments, terminal: Terminal, layout: Layout): Promise<ExitCode> {
  const environment = await makeEnvironment(layout, terminal);
  try {
    const lines = await reviewsOf(environment).list();
    if (flagValue(args, "format") === "json") {
      writeLine(terminal.stdout, JSON.stringify({ schemaVersion: 1, candidates: lines }, null, 2));
      return exitCode.clean;
    }
    for (const line of lines) writeLine(terminal.stdout, lineText(line));
    const waiting = lines.filter(({ status }) => status === "pending").length;
    const palette = paletteFor(terminal.stderr, terminal.env);
    writeLine(terminal.stderr, palette.dim(`${plural(waiting, "candidate")} waiting for a decision`));
    return exitCode.clean;
  } finally {
    await environment?.close?.();
  }
}

/** `ragstep golden`: what waits for a person, and the person's decision, carried out by the diagram's own steps. */
export const goldenCommand: Command = {
  name: "golden",
  summary: "List what is proposed for the golden set, and decide on it",
  argument: { name: "list|approve|reject", summary: "`list`, `approve` or `reject`", required: true },
  second: { name: "id", summary: "the candidate to decide on", required: false },
  flags: [
    { name: "by", value: "NAME", summary: "Who decides, when not the user of this machine" },
    ...layoutFlags,
    formatFlag,
    ...runLogFlags,
  ],
  examples: [
    { line: "ragstep golden list", does: "Show every candidate, the waiting ones first" },
    {
      line: "ragstep golden approve cand_1f0c2ab3",
      does: "Publish it: the next equal question is answered with it",
    },
    { line: "ragstep golden reject cand_1f0c2ab3 --by anna", does: "Refuse it for good" },
  ],
  async run(args, terminal) {
    const word = args.argument ?? "";
    const layout = await findLayout(terminal.cwd, layoutFrom(args));
    if (word === "list") return await list(args, terminal, layout);
    if (!isDecision(word)) {
      const words = ["list", ...Object.keys(verdicts)];
      throw new UsageError(
        "unknown-argument",
        `\`ragstep golden\` knows no \`${word}\`.${didYouMean(word, words)}`,
        { hint: `One of: ${words.join(", ")}.` },
      );
    }
    const id = args.second;
    if (id === undefined) {
      throw new UsageError("missing-argument", `\`ragstep golden ${word}\` wants the id of a candidate.`, {
        hint: "ragstep golden list",
      });
    }
    const { env } = terminal;
    const by = flagValue(args, "by") ?? env["USER"] ?? env["USERNAME"] ?? "unknown";
    return await startSession({
      args,
      terminal,
      layout,
      request: noRequest(terminal.cwd),
      start: (environment) => reviewsOf(environment).decide(id, verdicts[word], by),
    });
  },
};
