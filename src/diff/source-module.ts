import { sourceTokens } from "./source-tokens.ts";
import type { Token } from "./source-tokens.ts";

/** A module's text as far as declarations need it; nothing of it is run. */
export interface SourceModule {
  readonly path: string;
  /** Top-level constants by name, each with what stands behind its `=`. */
  readonly constants: ReadonlyMap<string, readonly Token[]>;
  /** Local name to where it comes from. */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** What stands behind `export default`; null when nothing does. */
  readonly exported: readonly Token[] | null;
}

const opens = new Set(["(", "[", "{"]);
const closes = new Set([")", "]", "}"]);

/** How a token changes the depth of brackets. */
export function depthOf({ kind, text }: Token): -1 | 0 | 1 {
  if (kind !== "sign") return 0;
  return opens.has(text) ? 1 : closes.has(text) ? -1 : 0;
}

const statements = new Set([
  "import",
  "export",
  "const",
  "let",
  "var",
  "function",
  "class",
  "type",
  "interface",
]);

/** The tokens from `start` to the end of the statement: its semicolon, or the word that begins the next one. */
function statementFrom(tokens: readonly Token[], start: number): readonly Token[] {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const first = at > start && token.line > (tokens[at - 1]?.line ?? 0);
    const next = token.kind === "name" && statements.has(token.text) && first;
    if (depth === 0 && (token.text === ";" || next)) return tokens.slice(start, at);
    depth += depthOf(token);
  }
  return tokens.slice(start);
}

function readImport(statement: readonly Token[], imports: Map<string, { from: string; name: string }>): void {
  const from = statement.findLast(({ kind }) => kind === "string")?.text;
  const [, first] = statement;
  if (from === undefined || (first?.text === "type" && statement[2]?.text !== "from")) return;
  const open = statement.findIndex(({ text }) => text === "{");
  if (first?.kind === "name") imports.set(first.text, { from, name: "default" });
  if (open === -1) return;
  for (let at = open + 1; at < statement.length && statement[at]?.text !== "}"; at++) {
    const token = statement[at];
    if (token?.kind !== "name") continue;
    const renamed = statement[at + 1]?.text === "as" ? statement[at + 2] : undefined;
    imports.set(renamed?.text ?? token.text, { from, name: token.text });
    if (renamed !== undefined) at += 2;
  }
}

/** Reads constants, imports and the default export of a module. Never fails; what it cannot read is not in the result. */
export function readModule(path: string, text: string): SourceModule {
  const tokens = sourceTokens(text);
  const constants = new Map<string, readonly Token[]>();
  const imports = new Map<string, { from: string; name: string }>();
  let exported: readonly Token[] | null = null;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (depth === 0 && token.kind === "name") {
      if (token.text === "import") readImport(statementFrom(tokens, at), imports);
      else if (token.text === "export" && next?.text === "default")
        exported ??= statementFrom(tokens, at + 2);
      else if (token.text === "const" && next?.kind === "name") {
        const statement = statementFrom(tokens, at + 1);
        const equals = statement.findIndex(({ kind, text: sign }) => kind === "sign" && sign === "=");
        if (equals !== -1) constants.set(next.text, statement.slice(equals + 1));
      }
    }
    depth += depthOf(token);
  }
  return { path, constants, imports, exported };
}

/** `./state/answer.ts` seen from `steps/state.ts`: `steps/state/answer.ts`. Null for what is imported from a package. */
function relativeTo(path: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  const parts = path.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** A stretch of a module. */
export interface Expression {
  readonly module: SourceModule;
  readonly tokens: readonly Token[];
}

/** The modules of one version, by path. */
export type Modules = (path: string) => SourceModule | null;

/** What a name stands for: a constant of its module, or of one that is imported by a relative path. Null for all others. */
export function resolveName(module: SourceModule, name: string, modules: Modules): Expression | null {
  const tokens = module.constants.get(name);
  if (tokens !== undefined) return { module, tokens };
  const imported = module.imports.get(name);
  const path = imported === undefined ? null : relativeTo(module.path, imported.from);
  const other = path === null ? null : modules(path);
  if (other === null || imported === undefined || other.path === module.path) return null;
  if (imported.name === "default" && other.exported !== null)
    return { module: other, tokens: other.exported };
  return resolveName(other, imported.name, modules);
}
