import { RagstepError } from "../../diagnostics/errors.ts";
import type { Graph } from "../../graph/graph.ts";
import { findLayout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { commonFlags } from "../command.ts";
import type { Command, Flag } from "../command.ts";
import { kindOfArgument, kindOfFlag } from "./value-kind.ts";
import type { ValueKind } from "./value-kind.ts";

/** A word that may stand at the end of the line, with a few words about it. */
export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** What may stand at the end of the line; `files` leaves it to the shell, which knows its files best. */
export type Completion =
  { readonly kind: "words"; readonly candidates: readonly Candidate[] } | { readonly kind: "files" };

/** The program's commands: all that is offered follows from them and from the project. */
export type CommandTable = ReadonlyMap<
  string,
  { readonly summary: string; readonly load: () => Promise<Command> }
>;

function words(candidates: readonly Candidate[], typed: string): Completion {
  return { kind: "words", candidates: candidates.filter(({ value }) => value.startsWith(typed)) };
}

/** The project's graph; null where there is none. A line is completed as far as it can be, and never with an error. */
async function graphAround(cwd: string): Promise<Graph | null> {
  try {
    return loadGraph(await findLayout(cwd)).value.graph;
  } catch (error) {
    if (error instanceof RagstepError) return null;
    throw error;
  }
}

function stepsOf({ nodes, registry }: Graph, typed: string): readonly Candidate[] {
  const entries = registry?.entries ?? [];
  const named = nodes.map(({ id, label }) => ({ value: id, about: label }));
  const numbered = entries.map(({ step, node_label }) => ({ value: String(step), about: node_label }));
  // Ids are long and all begin alike: they are offered to who begins to type one.
  const ids = typed.includes(".")
    ? entries.map(({ id, node_label }) => ({ value: id, about: node_label }))
    : [];
  return [...named, ...numbered, ...ids];
}

function storesOf({ stores }: Graph): readonly Candidate[] {
  return Array.from(stores.values(), ({ id, label }) => ({ value: id, about: label }));
}

/** What the project itself offers, by what is wanted. */
const drawn: Readonly<
  Record<"steps" | "lanes" | "stores" | "nodes", (graph: Graph, typed: string) => readonly Candidate[]>
> = {
  steps: stepsOf,
  stores: storesOf,
  nodes: (graph, typed) => [...stepsOf(graph, typed), ...storesOf(graph)],
  lanes: ({ lanes }) => lanes.map(({ id, title }) => ({ value: id, about: title.text })),
};

async function valuesOf(wanted: ValueKind, typed: string, cwd: string): Promise<Completion> {
  const { kind } = wanted;
  if (kind === "files") return { kind: "files" };
  if (kind === "free") return words([], typed);
  if (kind === "words") {
    const candidates = wanted.words.map((value) => ({ value, about: "" }));
    return words(candidates, typed);
  }
  const graph = await graphAround(cwd);
  return words(graph === null ? [] : drawn[kind](graph, typed), typed);
}

function flagNames(flags: readonly Flag[], given: readonly string[], typed: string): Completion {
  const open = flags.filter(({ name }) => !given.includes(`--${name}`));
  return words(
    open.map(({ name, summary }) => ({ value: `--${name}`, about: summary })),
    typed,
  );
}

/** How many arguments stand in front of the word that is typed, and whether that is a flag's value. */
function placeIn(
  flags: readonly Flag[],
  before: readonly string[],
): { readonly at: number; readonly flag: Flag | null } {
  let at = 0;
  let open: Flag | null = null;
  for (const word of before) {
    if (open !== null) {
      open = null;
      continue;
    }
    if (!word.startsWith("-")) at++;
    else {
      const flag = flags.find(({ name }) => word === `--${name}`);
      open = flag !== undefined && kindOfFlag(flag) !== null ? flag : null;
    }
  }
  return { at, flag: open };
}

async function inCommand(
  command: Command,
  before: readonly string[],
  typed: string,
  cwd: string,
): Promise<Completion> {
  const flags = [...command.flags, ...commonFlags];
  const { at, flag } = placeIn(flags, before);
  const value = flag === null ? null : kindOfFlag(flag);
  if (value !== null) return await valuesOf(value, typed, cwd);
  if (typed.startsWith("-")) return flagNames(flags, before, typed);
  const wanted = [command.argument, command.second].filter((one) => one !== undefined);
  const last = wanted.at(-1);
  const argument = wanted[at] ?? (last?.repeats === true ? last : undefined);
  if (argument === undefined) return flagNames(flags, before, typed);
  return await valuesOf(kindOfArgument(argument), typed, cwd);
}

/** What the last of `line` may become; `line` are the words after `ragstep`, the last one empty when it is not begun. */
export async function complete(
  commands: CommandTable,
  line: readonly string[],
  cwd: string,
): Promise<Completion> {
  // Some shells take `--flag=value` apart at the sign.
  const given = line.filter((word) => word !== "=");
  const typed = line.at(-1) === "=" ? "" : (given.at(-1) ?? "");
  const before = line.at(-1) === "=" ? given : given.slice(0, -1);
  const [name, ...rest] = before;
  const all = Array.from(commands, ([value, { summary }]) => ({ value, about: summary }));
  if (name === undefined)
    return words([...all, { value: "help", about: "Show the help of a command" }], typed);
  if (name === "help") return words(rest.length === 0 ? all : [], typed);
  const command = await commands.get(name)?.load();
  return command === undefined ? words([], typed) : await inCommand(command, rest, typed, cwd);
}
