import { UsageError } from "../../diagnostics/errors.ts";
import { planRemove } from "../../scaffold/remove-step.ts";
import { flagValue } from "../arguments.ts";
import { changeFlags, changeProject } from "../change-project.ts";
import type { Arguments, Command } from "../command.ts";
import type { Terminal } from "../terminal.ts";

async function reasonFor(args: Arguments, { ask }: Terminal): Promise<string> {
  const step = args.argument ?? "<step>";
  const given = flagValue(args, "reason") ?? (await ask?.(`Why is \`${step}\` no longer needed? `)) ?? "";
  const reason = given.replaceAll(/\s+/g, " ").trim();
  if (reason !== "") return reason;
  throw new UsageError(
    "reason-missing",
    `The registry keeps why a step is gone, and no reason was given for \`${step}\`.`,
    { hint: `ragstep remove ${step} --reason "The store does this by itself now"` },
  );
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** The day as people here count it. */
function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function dateOf(args: Arguments): string {
  const date = flagValue(args, "date") ?? today();
  const parsed = new Date(`${date}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(parsed.getTime());
  if (isDay && parsed.toISOString().startsWith(date)) return date;
  throw new UsageError("flag-value", `\`--date\` wants a day, and \`${date}\` was given.`, {
    hint: `--date ${today()}`,
  });
}

/** `ragstep remove`: the node, its edges and its code go; the registry keeps number and ids. */
export const removeCommand: Command = {
  name: "remove",
  summary: "Deprecate a step: it is drawn no longer, its code goes, its number stays",
  argument: { name: "step", summary: "a step's number, node id or registry id", required: true },
  flags: [
    { name: "reason", value: "TEXT", summary: "Why it is no longer needed; asked for on a terminal" },
    { name: "date", value: "YYYY-MM-DD", summary: "Since when; today when absent" },
    {
      name: "to",
      value: "STEP",
      summary: "Where the ways into it lead then; needed when it has not exactly one way on",
    },
    ...changeFlags,
  ],
  examples: [
    {
      line: 'ragstep remove LogCacheHit --reason "The usage tracker logs it"',
      does: "Take a step out and join what is before and after it",
    },
    {
      line: 'ragstep remove LLMBetter --to UseLLM --reason "Rules lose" --dry-run',
      does: "Show what taking out a decision would change",
    },
  ],
  async run(args, terminal) {
    const date = dateOf(args);
    const reason = await reasonFor(args, terminal);
    const request = { step: args.argument ?? "", to: flagValue(args, "to"), date, reason };
    return await changeProject(args, terminal, (project) => planRemove(project, request));
  },
};
