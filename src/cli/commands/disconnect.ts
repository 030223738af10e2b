import { planDisconnect } from "../../scaffold/disconnect.ts";
import { flagValue } from "../arguments.ts";
import { changeFlags, changeProject } from "../change-project.ts";
import type { Command } from "../command.ts";

/** `ragstep disconnect`: an edge less, and what follows from it. */
export const disconnectCommand: Command = {
  name: "disconnect",
  summary: "Take an edge out of the diagram",
  argument: { name: "From", summary: "the step or store where the edge begins", required: true },
  second: { name: "To", summary: "the step or store where it ends", required: true },
  flags: [{ name: "label", value: "TEXT", summary: "Which one, where several lead there" }, ...changeFlags],
  examples: [
    {
      line: "ragstep disconnect KnowledgeStore GoldenRules --dry-run",
      does: "Show what a step would lack without a store",
    },
    {
      line: 'ragstep disconnect GoldenApproval FeedbackEnd --label "Needs review"',
      does: "Take out one of the edges between two steps",
    },
  ],
  async run(args, terminal) {
    const request = { from: args.argument ?? "", to: args.second ?? "", label: flagValue(args, "label") };
    return await changeProject(args, terminal, (project) => planDisconnect(project, request));
  },
};
