import { listNamed, partsOf, wordsOf } from "./code-lists.ts";
import type { CodeList, CodeText } from "./code-lists.ts";

/** A node as tests pick it: by its id, or by its lane. */
export interface SliceNode {
  readonly id: string;
  readonly lane: string | null;
}

/** Which nodes the runs of a test file are made of: the others are not run there. */
export interface TestSlice {
  readonly lanes: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  /** The file's own lists of nodes to run. */
  readonly lists: readonly CodeList[];
}

function lanesIn({ tokens, lists }: CodeText, isLane: (word: string) => boolean): readonly string[] {
  const compared = tokens.flatMap(({ kind, text }, at) => {
    const word = text.slice(1, -1);
    const sign = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
    return kind === "string" && sign.join("") === "===" && tokens[at - 4]?.text === "lane" && isLane(word)
      ? [word]
      : [];
  });
  const listed = lists.filter(
    ({ items }) => items.length > 0 && items.every(({ quoted }) => quoted !== null && isLane(quoted)),
  );
  return [...compared, ...listed.flatMap(({ items }) => items.flatMap(({ quoted }) => quoted ?? []))];
}

function idsCompared({ tokens }: CodeText): readonly string[] {
  return tokens.flatMap(({ kind, text }, at) => {
    const before = tokens.slice(Math.max(0, at - 4), at).map((token) => token.text);
    return kind === "string" && before.join(" ") === "id = = =" ? [text.slice(1, -1)] : [];
  });
}

/** What the first arguments of all `runLane(…)` of a file say: names of lanes, and lists of nodes. */
function runsOf(code: CodeText): { readonly lanes: readonly string[]; readonly lists: readonly CodeList[] } {
  const { tokens, lists } = code;
  const first = tokens.flatMap(({ text }, at) =>
    text === "runLane" ? partsOf(code, at + 1).slice(0, 1) : [],
  );
  const words = first.flatMap(({ from, to }) => (to - from === 1 ? (tokens[from] ?? []) : []));
  const named = words.flatMap(({ kind, text }) => (kind === "word" ? (listNamed(code, text) ?? []) : []));
  const written = first.flatMap(({ from }) => lists.find(({ open }) => open === from) ?? []);
  return {
    lanes: words.flatMap(({ kind, text }) => (kind === "string" ? [text.slice(1, -1)] : [])),
    lists: [...new Set([...named, ...written])],
  };
}

/** Finds what the runs of a test file are made of, in the file and in the ones that it imports for its tests. */
export function testSlice(
  code: CodeText,
  imported: readonly CodeText[],
  isLane: (word: string) => boolean,
): TestSlice {
  const all = [code, ...imported].map((one) => ({ one, runs: runsOf(one) }));
  return {
    lanes: new Set(all.flatMap(({ one, runs }) => [...runs.lanes, ...lanesIn(one, isLane)])),
    ids: new Set(
      all.flatMap(({ one, runs }) => [
        ...idsCompared(one),
        ...runs.lists.flatMap((list) => wordsOf(one, list).filter((word) => word !== null)),
      ]),
    ),
    lists: all[0]?.runs.lists ?? [],
  };
}

/** Whether a node is run in a slice; true where it cannot be told. */
export function holds({ lanes, ids }: TestSlice, { id, lane }: SliceNode): boolean {
  return (lanes.size === 0 && ids.size === 0) || ids.has(id) || (lane !== null && lanes.has(lane));
}
