import { UsageError } from "../../diagnostics/errors.ts";
import { planMove } from "../../scaffold/move-step.ts";
import { flagValue } from "../arguments.ts";
import { changeFlags, changeProject } from "../change-project.ts";
import type { Command } from "../command.ts";

/** `ragstep move`: a node into another subgraph, its handler and tests into that lane's folders. */
export const moveCommand: Command = {
  name: "move",
  summary: "Move a step to another lane, with its handler and its tests",
  argument: { name: "step", summary: "a step's number, node id or registry id", required: true },
  flags: [
    { name: "lane", value: "LANE", summary: "The lane to move it to: its id or title" },
    ...changeFlags,
  ],
  examples: [
    { line: "ragstep move InitAgent --lane query", does: "Draw the step in that lane and move its files" },
    { line: "ragstep move 8 --lane query --dry-run", does: "Show what that would change" },
  ],
  async run(args, terminal) {
    const lane = flagValue(args, "lane");
    if (lane === undefined)
      throw new UsageError("missing-flag", "`ragstep move` wants the lane that the step goes to.", {
        hint: `ragstep move ${args.argument ?? "<step>"} --lane <lane>`,
      });
    return await changeProject(args, terminal, (project) =>
      planMove(project, { step: args.argument ?? "", lane }),
    );
  },
};
