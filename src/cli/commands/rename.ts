import { planRename } from "../../scaffold/rename-step.ts";
import { changeFlags, changeProject } from "../change-project.ts";
import type { Command } from "../command.ts";

/** `ragstep rename`: a node's id in diagram, registry, code, tests, requests and recorded runs. */
export const renameCommand: Command = {
  name: "rename",
  summary: "Give a step another node id everywhere; its number and registry id stay",
  argument: { name: "step", summary: "a step's number, node id or registry id", required: true },
  second: { name: "new", summary: "its new node id", required: true },
  flags: changeFlags,
  examples: [
    { line: "ragstep rename CalcScores ScoreDomains", does: "Rename a step, its handler and its test" },
    { line: "ragstep rename 32 ScoreDomains --dry-run", does: "Show what that would change" },
  ],
  async run(args, terminal) {
    const request = { step: args.argument ?? "", to: args.second ?? "" };
    return await changeProject(args, terminal, (project) => planRename(project, request));
  },
};
