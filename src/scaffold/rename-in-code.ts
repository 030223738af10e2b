import type { SourceFile, Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { leadsTo } from "./move-imports.ts";
import { codeTokens } from "./rename-tokens.ts";
import type { CodeToken } from "./rename-tokens.ts";
import { posix } from "node:path";

/** What a rename does to the code. */
export interface CodeRename {
  readonly from: string;
  readonly to: string;
  /** The handler's file as it is called before, relative to the project; null when there is none. */
  readonly handler: string | null;
  /**
   * Whether the id is the label of an edge too. A quoted word then need not mean the node, so only those that do are
   * renamed: the one of `step("Id"`, and the title of a `describe`.
   */
  readonly isOutcomeToo: boolean;
}

/** The edits of one file, and the places that name the node and are left to people. */
export interface CodeEdits {
  readonly edits: readonly TextEdit[];
  readonly left: readonly Span[];
}

const none: CodeEdits = { edits: [], left: [] };

function isQuoted({ kind, text }: CodeToken, word: string): boolean {
  return kind === "string" && text.slice(1, -1) === word;
}

/** Whether a name stands for the handler: imported from its file, or declared in it. */
function bindsHandler(tokens: readonly CodeToken[], path: string, { from, handler }: CodeRename): boolean {
  if (handler === null) return false;
  if (path === handler)
    return tokens.some(
      ({ text }, at) => text === from && /^(?:const|let|function|class)$/.test(tokens[at - 1]?.text ?? ""),
    );
  return tokens.some(({ kind, text }, at) => {
    const target = posix.join(posix.dirname(path), text.slice(1, -1));
    if (kind !== "string" || tokens[at - 1]?.text !== "from" || !leadsTo(target, handler)) return false;
    const start = tokens.findLastIndex((token, place) => place < at && token.text === "import");
    return tokens.slice(start, at).some((token) => token.kind === "word" && token.text === from);
  });
}

/** `{ Id: …` and `, Id: …`: a key of an object that tests compare with. */
function isKey(tokens: readonly CodeToken[], at: number): boolean {
  return /^[{,]$/.test(tokens[at - 1]?.text ?? "") && tokens[at + 1]?.text === ":";
}

/**
 * Renames a node in a handler or a test: where the id is quoted as a whole, where it is a key of a test's object, and
 * where it names the imported handler. A name that would meet another one of the file stays as it is.
 */
export function renameInCode(file: SourceFile, rename: CodeRename, isTest: boolean): CodeEdits {
  const { from, to, isOutcomeToo } = rename;
  if (!file.text.includes(from)) return none;
  const tokens = codeTokens(file.text);
  const taken = tokens.some(({ kind, text }) => kind === "word" && text === to);
  const binds = bindsHandler(tokens, file.path, rename) && !taken;
  const edits: TextEdit[] = [];
  const left: Span[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1]?.text ?? "";
    if (isQuoted(token, from)) {
      const caller = before === "(" ? (tokens[at - 2]?.text ?? "") : "";
      const span = { start: token.span.start + 1, end: token.span.end - 1 };
      if (!isOutcomeToo || /^(?:step|describe)$/.test(caller)) edits.push({ span, text: to });
      else left.push(span);
    } else if (token.kind === "word" && token.text === from && before !== "." && before !== "?.") {
      if (binds || (isTest && isKey(tokens, at) && !isOutcomeToo)) edits.push({ span: token.span, text: to });
    }
  }
  return { edits, left };
}
