import { posix } from "node:path";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { codeTokens } from "./rename-tokens.ts";
import type { CodeToken } from "./rename-tokens.ts";

/** Where files go: old path to new path, both relative to the project. */
export type Moves = ReadonlyMap<string, string>;

/** A quoted path of a code file that starts with `./` or `../`. */
export interface CodePath {
  /** The path it leads to, relative to the project, as written: perhaps without an ending. */
  readonly target: string;
  readonly written: string;
  /** Without the quotes. */
  readonly span: Span;
  /** Whether it stands where a module is named. */
  readonly imports: boolean;
}

function namesModule(before: readonly (CodeToken | undefined)[]): boolean {
  const [last, second] = before;
  if (last?.text === "from" || last?.text === "import") return true;
  return last?.text === "(" && /^(?:import|require|mock|unmock|doMock|URL)$/.test(second?.text ?? "");
}

/** The relative paths that a code file quotes, in its order. */
export function codePaths({ path, text }: SourceFile): readonly CodePath[] {
  const tokens = codeTokens(text);
  return tokens.flatMap((token, at) => {
    const written = token.kind === "string" ? token.text.slice(1, -1) : "";
    if (!/^\.\.?\//.test(written)) return [];
    return [
      {
        target: posix.join(posix.dirname(path), written),
        written,
        span: { start: token.span.start + 1, end: token.span.end - 1 },
        imports: namesModule([tokens[at - 1], tokens[at - 2]]),
      },
    ];
  });
}

/** `a/B` and `a/B.js` lead to `a/B.ts` too. */
export function leadsTo(target: string, file: string): boolean {
  if (target === file) return true;
  const stem = file.replace(/\.[jt]s$/, "");
  return target === stem || target === `${stem}.js`;
}

function pathFrom(file: string, target: string): string {
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith(".") ? path : `./${path}`;
}

/**
 * The edits that keep the relative paths of a code file right when files move: those to a moved file, and, when the file
 * itself goes to another folder, all of its imports and all paths to files that are there.
 */
export function movedImports(
  file: SourceFile,
  moves: Moves,
  isThere: (path: string) => boolean,
): readonly TextEdit[] {
  const goesTo = moves.get(file.path) ?? file.path;
  const otherFolder = posix.dirname(goesTo) !== posix.dirname(file.path);
  if (!otherFolder && ![...moves.keys()].some((path) => file.text.includes(stemOf(path)))) return [];
  return codePaths(file).flatMap(({ target, written, span, imports }) => {
    const move = [...moves].find(([from]) => leadsTo(target, from));
    if (move === undefined && !(otherFolder && (imports || isThere(target)))) return [];
    // What the path leaves out of the file's name, it goes on leaving out.
    const [from, to] = move ?? [target, target];
    const ending = posix.extname(to);
    const kept = target === from ? to : to.slice(0, -ending.length) + posix.extname(target);
    const sameFolder = !otherFolder && posix.dirname(from) === posix.dirname(to);
    const text = sameFolder
      ? written.slice(0, written.lastIndexOf("/") + 1) + posix.basename(kept)
      : pathFrom(goesTo, kept);
    return text === written ? [] : [{ span, text }];
  });
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/\.[jt]s$/, "");
}
