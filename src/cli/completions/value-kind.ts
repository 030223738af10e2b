import type { Flag, Positional } from "../command.ts";

/** What a word of a command line may be, as far as a shell can be told. */
export type ValueKind =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "steps" | "stores" | "nodes" | "lanes" | "files" | "free" };

/** The names that the command table gives to its arguments and to the values of its flags. */
const kinds: ReadonlyMap<string, "steps" | "stores" | "nodes" | "lanes" | "files"> = new Map([
  ...["step", "number", "node"].map((name) => [name, "steps"] as const),
  ...["from", "to"].map((name) => [name, "nodes"] as const),
  ...["store"].map((name) => [name, "stores"] as const),
  ...["lane"].map((name) => [name, "lanes"] as const),
  ...["file", "dir", "folder", "log", "trace"].map((name) => [name, "files"] as const),
]);

function kindOfName(name: string): ValueKind {
  for (const word of name.toLowerCase().split(/[|:]/)) {
    const kind = /\.[a-z]+$/.test(word) ? "files" : kinds.get(word);
    if (kind !== undefined) return { kind };
  }
  return { kind: "free" };
}

/** What an argument may be: its name says so, or its summary, where that quotes each of the words that may stand there. */
export function kindOfArgument({ name, summary }: Positional): ValueKind {
  const words = name.split("|");
  if (words.every((word) => summary.includes(`\`${word}\``))) return { kind: "words", words };
  return kindOfName(name);
}

/** What the value of a flag may be, as the value's name or the flag's says; null for a switch, which takes none. */
export function kindOfFlag({ name, value, choices }: Flag): ValueKind | null {
  if (choices !== undefined) return { kind: "words", words: choices };
  if (value === undefined) return null;
  const kind = kindOfName(value);
  return kind.kind === "free" ? kindOfName(name) : kind;
}
