import { UsageError } from "../../diagnostics/errors.ts";
import type { NodeKind } from "../../graph/graph.ts";
import type { AddRequest } from "../../scaffold/add-request.ts";
import { planAdd } from "../../scaffold/add-step.ts";
import { flagValue } from "../arguments.ts";
import { changeFlags, changeProject } from "../change-project.ts";
import type { Arguments, Command } from "../command.ts";

const types = ["process", "decision", "error", "startEnd"] as const satisfies readonly NodeKind[];

function listOf(args: Arguments, name: string): readonly string[] {
  const items = flagValue(args, name)?.split(",") ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

function branchOf(word: string): AddRequest["branches"][number] {
  // A label may hold the sign, a node id cannot.
  const at = word.lastIndexOf("=");
  const [label, target] = [word.slice(0, at).trim(), word.slice(at + 1).trim()];
  if (at > 0 && label !== "" && target !== "") return { label, target };
  throw new UsageError(
    "flag-value",
    `\`--branches\` wants a label and a node for each branch, and \`${word}\` was given.`,
    {
      hint: '--branches "Yes=NodeX,No=NodeY"',
    },
  );
}

function storeOf(word: string): AddRequest["stores"][number] {
  const [store = "", access = "read", more] = word.split(":");
  if (more === undefined && (access === "read" || access === "write" || access === "read-write"))
    return { store, access };
  throw new UsageError(
    "flag-value",
    `\`--store\` wants a store and what the step may do with it, and \`${word}\` was given.`,
    {
      hint: "--store KnowledgeStore:read, or :write, or :read-write",
    },
  );
}

function requestFrom(args: Arguments): AddRequest {
  const id = args.argument ?? "";
  const label = flagValue(args, "label");
  if (label === undefined || label.trim() === "" || /[\r\n]/.test(label))
    throw new UsageError(
      "flag-value",
      "`ragstep add` wants the label of the new step, one line that says what it does.",
      {
        hint: `ragstep add ${id} --label "What it does" --after <NodeId>`,
      },
    );
  return {
    id,
    label: label.trim().replaceAll(/\s+/g, " "),
    type: types.find((type) => type === flagValue(args, "type")) ?? "process",
    after: flagValue(args, "after"),
    before: flagValue(args, "before"),
    outcome: flagValue(args, "outcome"),
    branches: listOf(args, "branches").map(branchOf),
    lane: flagValue(args, "lane"),
    stores: listOf(args, "store").map(storeOf),
    category: flagValue(args, "category"),
    owner: flagValue(args, "owner"),
  };
}

/** `ragstep add`: a step in diagram, registry, code, tests and pages at once. */
export const addCommand: Command = {
  name: "add",
  summary: "Add a step: diagram, registry, handler, test and page at once",
  argument: { name: "NodeId", summary: "the new step's id, such as CheckInvoice", required: true },
  flags: [
    { name: "label", value: "TEXT", summary: "What the step does, as the diagram shows it" },
    {
      name: "type",
      value: "TYPE",
      choices: types,
      summary: "process (the default), decision, error or startEnd",
    },
    { name: "after", value: "NODE", summary: "The step it comes after" },
    { name: "before", value: "NODE", summary: "The step it comes before, where several could be meant" },
    {
      name: "outcome",
      value: "LABEL",
      summary: "The branch of a decision that it goes into; a new label draws a new branch",
    },
    {
      name: "branches",
      value: "LIST",
      summary: 'Where a decision leads: "Yes=NodeX,No=NodeY"; it takes the first until you say when',
    },
    { name: "lane", value: "LANE", summary: "The lane it stands in; that of the step before unless given" },
    {
      name: "store",
      value: "LIST",
      summary: "Stores it may touch: KnowledgeStore:read, AuditLog:write, ResponseCache:read-write",
    },
    {
      name: "category",
      value: "WORD",
      summary: "The category in the registry; that of the step beside it unless given",
    },
    { name: "owner", value: "TEAM", summary: "Who owns the code; as the step beside it unless given" },
    ...changeFlags,
  ],
  examples: [
    {
      line: 'ragstep add RateLimit --label "Count the requests of the user" --after ValidateRequest',
      does: "Put a step between ValidateRequest and the step that follows it",
    },
    {
      line: 'ragstep add QuotaCheck --label "Quota left?" --type decision --after ValidCheck --outcome Yes --branches "Yes=GDPRLog,No=Error400"',
      does: "Put a decision into the branch Yes of ValidCheck",
    },
    {
      line: 'ragstep add Audit --label "Note the request" --after ValidateRequest --store AuditLog:write --dry-run',
      does: "Show what a step that writes to a store would change",
    },
  ],
  async run(args, terminal) {
    const request = requestFrom(args);
    return await changeProject(args, terminal, (project) => planAdd(project, request));
  },
};
