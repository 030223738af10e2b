import { planConnect } from "../../scaffold/connect.ts";
import { flagValue } from "../arguments.ts";
import { changeFlags, changeProject } from "../change-project.ts";
import type { Command } from "../command.ts";

/** `ragstep connect`: an edge, and what follows from it. */
export const connectCommand: Command = {
  name: "connect",
  summary: "Draw an edge between two steps, or between a store and a step",
  argument: { name: "From", summary: "the step or store where the edge begins", required: true },
  second: { name: "To", summary: "the step or store where it ends", required: true },
  flags: [
    {
      name: "label",
      value: "TEXT",
      summary: "The outcome of a decision, or error for when a step fails for good",
    },
    ...changeFlags,
  ],
  examples: [
    {
      line: "ragstep connect GoldenHit ServeGolden --label Fresh",
      does: "Draw a new outcome of a decision, once its code returns it",
    },
    {
      line: "ragstep connect KnowledgeStore CalcScores",
      does: "Let a step read a store that its code asks for; the other way round it may write",
    },
  ],
  async run(args, terminal) {
    const request = { from: args.argument ?? "", to: args.second ?? "", label: flagValue(args, "label") };
    return await changeProject(args, terminal, (project) => planConnect(project, request));
  },
};
