import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import { engineKeys } from "../runtime/engine-keys.ts";
import type { Palette } from "./palette.ts";

/** Who writes and who reads one key of the state, as plain data: one entry of the JSON of `ragstep show --state`. */
export interface StateMapEntry {
  readonly key: string;
  /** One sentence; null when the key says nothing of itself. */
  readonly doc: string | null;
  /** Whether the run's input gives it; null: never. */
  readonly input: "always" | "optional" | null;
  /** The engine itself writes it. */
  readonly engine: boolean;
  /** Read outside the graph. */
  readonly output: boolean;
  readonly transient: boolean;
  readonly pii: boolean;
  /** Node ids of the steps that write it. */
  readonly writers: readonly string[];
  /** Node ids of the steps that cannot do without it. */
  readonly readers: readonly string[];
  /** Node ids of the steps that use it when it is there, each with what it does without. */
  readonly optional: Readonly<Record<string, string>>;
}

/** Says of each key which steps write and read it. Keys are in the order of their declaration, steps in that of `steps`. */
export function stateMap(
  state: DeclaredKeys,
  steps: readonly (StepDeclaration | null)[],
): readonly StateMapEntry[] {
  const written = steps.filter((step) => step !== null);
  return Object.entries(state).map(([key, { flags }]) => ({
    key,
    doc: flags.doc ?? null,
    input: flags.input === true ? "always" : (flags.input ?? null),
    engine: key in engineKeys,
    output: flags.output === true,
    transient: flags.transient === true,
    pii: flags.pii === true,
    writers: written.filter(({ writes }) => writes.includes(key)).map(({ node }) => node),
    readers: written.filter(({ reads }) => reads.includes(key)).map(({ node }) => node),
    optional: Object.fromEntries(
      written.flatMap(({ node, optional }) => {
        const without = optional[key];
        return without === undefined ? [] : [[node, without]];
      }),
    ),
  }));
}

const inputText = { always: "the run's input", optional: "the run's input, if it has it" } as const;

/** The same for people: a paragraph a key. */
export function stateMapText(entries: readonly StateMapEntry[], palette: Palette): string {
  return entries
    .map((entry) => {
      const marks = [entry.pii ? "personal data" : "", entry.transient ? "never stored" : ""].filter(Boolean);
      const writers = [
        ...(entry.input === null ? [] : [inputText[entry.input]]),
        ...(entry.engine ? ["the engine"] : []),
        ...entry.writers,
      ];
      const readers = [...entry.readers, ...(entry.output ? ["outside the graph"] : [])];
      const perhaps = Object.entries(entry.optional).map(([node, without]) => `${node}, or else: ${without}`);
      const row = (name: string, text: string): string => `  ${palette.dim(name.padEnd(9))} ${text}`;
      return [
        `${palette.bold(entry.key)}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}  ${entry.doc ?? ""}`.trimEnd(),
        row("written", writers.join(", ") || "by nobody"),
        ...(readers.length === 0 && perhaps.length > 0
          ? []
          : [row("read", readers.join(", ") || "by nobody")]),
        ...perhaps.map((text, at) => row(at === 0 ? "if there" : "", text)),
        "",
      ].join("\n");
    })
    .join("\n");
}
