import { dirname, resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import { readJson } from "../../project/read-json.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { runLogFlags } from "../run-log-flags.ts";
import { noRequest, startSession } from "../start-session.ts";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The feedback of a file: its `feedback` block, or the whole of it. */
async function readFeedbackFile(path: string, shown: string): Promise<unknown> {
  const value = await readJson(path, shown);
  const feedback = isObject(value) && "feedback" in value ? value["feedback"] : value;
  if (isObject(feedback)) return feedback;
  throw new UsageError("feedback-shape", `\`${shown}\` must hold one JSON object with the feedback.`, {
    hint: '{ "verdict": "wrong", "answer": "…", "confidence": 0.9 }',
  });
}

/** `ragstep feedback`: enters the feedback branch of a run that has ended, with what was kept of it. */
export const feedbackCommand: Command = {
  name: "feedback",
  summary: "Give feedback on the answer of a finished run",
  argument: { name: "run_id", summary: "the id of the run, as `ragstep run` prints it", required: true },
  second: { name: "feedback.json", summary: "the file with the feedback", required: true },
  flags: [
    { name: "user", value: "ID", summary: "The account that gives it, when not the one that asked" },
    ...layoutFlags,
    formatFlag,
    ...runLogFlags,
  ],
  examples: [
    {
      line: "ragstep feedback run_0d6b2f feedback.json",
      does: "Take the feedback of the user who asked",
    },
    {
      line: "ragstep feedback run_0d6b2f feedback.json --user user_verdi",
      does: "Take it from another account; whoever may open the database vouches for that",
    },
  ],
  async run(args, terminal) {
    const runId = args.argument ?? "";
    const shown = args.second ?? "";
    const path = resolve(terminal.cwd, shown);
    const [feedback, layout] = await Promise.all([
      readFeedbackFile(path, shown),
      findLayout(terminal.cwd, layoutFrom(args)),
    ]);
    return await startSession({
      args,
      terminal,
      layout,
      request: noRequest(dirname(path)),
      async start(environment) {
        if (environment?.feedbackOn) {
          return await environment.feedbackOn(runId, feedback, flagValue(args, "user") ?? null);
        }
        throw new UsageError("feedback-not-taken", "This project takes no feedback on finished runs.", {
          hint: "Let its environment have a `feedbackOn`.",
        });
      },
    });
  },
};
