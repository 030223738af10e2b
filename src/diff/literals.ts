import { depthOf, resolveName } from "./source-module.ts";
import type { Expression, Modules } from "./source-module.ts";
import type { Token } from "./source-tokens.ts";

/** `as const` and `satisfies …` say nothing about the value. */
function plain({ module, tokens }: Expression): Expression {
  let depth = 0;
  const end = tokens.findIndex((token) => {
    const cut = depth === 0 && token.kind === "name" && (token.text === "as" || token.text === "satisfies");
    depth += depthOf(token);
    return cut;
  });
  return { module, tokens: end === -1 ? tokens : tokens.slice(0, end) };
}

/** An expression with a name in place of which its constant is put. */
export function resolved(expression: Expression, modules: Modules): Expression {
  const bare = plain(expression);
  const [first, second] = bare.tokens;
  if (first?.kind !== "name" || second !== undefined) return bare;
  const found = resolveName(bare.module, first.text, modules);
  return found === null ? bare : plain(found);
}

/** What stands between the commas inside the brackets at `open`. */
function partsInside(tokens: readonly Token[], open: number): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(open)) {
    const change = depthOf(token);
    depth += change;
    if (depth === 0) break;
    if (depth === 1 && change === 1) continue;
    if (depth === 1 && token.kind === "sign" && token.text === ",") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** The arguments of a call such as `step("A", { … })`; null when it is none. */
export function callArguments({ module, tokens }: Expression): readonly Expression[] | null {
  const open = tokens.findIndex(({ kind, text }) => kind === "sign" && text === "(");
  if (open < 1) return null;
  return partsInside(tokens, open).map((part) => ({ module, tokens: part }));
}

/** Parts put together again, with the commas between them. */
export function withCommas(parts: readonly (readonly Token[])[]): readonly Token[] {
  return parts.flatMap((part, at) =>
    at === 0 ? part : [{ kind: "sign", text: ",", line: part[0]?.line ?? 0 }, ...part],
  );
}

/** The texts of a list of string literals, spread constants among them; null when something else is in it. */
export function stringList(expression: Expression, modules: Modules): readonly string[] | null {
  const { module, tokens } = resolved(expression, modules);
  if (tokens[0]?.text !== "[" || tokens[0].kind !== "sign") return null;
  const texts: string[] = [];
  for (const part of partsInside(tokens, 0)) {
    const [first, second] = part;
    if (first?.kind === "string" && second === undefined) texts.push(first.text);
    else if (first?.text === "..." && second !== undefined) {
      const spread = stringList({ module, tokens: part.slice(1) }, modules);
      if (spread === null) return null;
      texts.push(...spread);
    } else return null;
  }
  return texts;
}

/** A property of an object literal: its name and value, or what is spread. */
export type Property =
  | { readonly kind: "value"; readonly name: string; readonly value: Expression }
  | { readonly kind: "spread"; readonly value: Expression };

const modifiers = new Set(["async", "get", "set"]);

function propertyOf(part: readonly Token[], module: Expression["module"]): Property | null {
  const [first, second] = part;
  if (first?.kind === "sign" && first.text === "...")
    return { kind: "spread", value: { module, tokens: part.slice(1) } };
  if (first?.kind !== "name" && first?.kind !== "string") return null;
  if (second === undefined) return { kind: "value", name: first.text, value: { module, tokens: part } };
  if (second.text === ":")
    return { kind: "value", name: first.text, value: { module, tokens: part.slice(2) } };
  if (second.text === "(")
    return { kind: "value", name: first.text, value: { module, tokens: part.slice(1) } };
  return modifiers.has(first.text) ? propertyOf(part.slice(1), module) : null;
}

/** The properties of an object literal; null when it is none. */
export function properties(expression: Expression, modules: Modules): readonly Property[] | null {
  const { module, tokens } = resolved(expression, modules);
  if (tokens[0]?.kind !== "sign" || tokens[0].text !== "{") return null;
  const parts: (readonly Token[])[] = [];
  for (const part of partsInside(tokens, 0)) {
    const last = parts.at(-1);
    // A comma between type arguments (`live<A, B>()`) ends no property.
    if (last !== undefined && propertyOf(part, module) === null)
      parts.splice(-1, 1, withCommas([last, part]));
    else parts.push(part);
  }
  return parts.flatMap((part) => propertyOf(part, module) ?? []);
}

/** An expression in one line, the same for every layout of it. */
export function textOf(tokens: readonly Token[]): string {
  let text = "";
  for (const [at, { kind, text: written }] of tokens.entries()) {
    const next = tokens[at + 1];
    // A comma before a closing bracket is layout.
    if (written === "," && kind === "sign" && next !== undefined && depthOf(next) === -1) continue;
    const glued = kind === "sign" || /[\s({[.<!]$|^$/.test(text) || tokens[at - 1]?.kind === "sign";
    const word = kind === "string" ? JSON.stringify(written) : written;
    text += `${glued ? "" : " "}${word}${kind === "sign" && /^[,:]$/.test(written) ? " " : ""}`;
  }
  return text.trim();
}

/** The text of an expression together with those of all constants that it refers to, so that none can change unseen. */
export function fullText(expression: Expression, modules: Modules): string {
  const seen = new Set<string>();
  const texts: string[] = [];
  const add = ({ module, tokens }: Expression): void => {
    texts.push(textOf(tokens));
    for (const [at, { kind, text }] of tokens.entries()) {
      if (kind !== "name" || tokens[at - 1]?.text === ".") continue;
      const found = resolveName(module, text, modules);
      const name = `${found?.module.path} ${text}`;
      if (found === null || seen.has(name)) continue;
      seen.add(name);
      add(found);
    }
  };
  add(expression);
  return texts.join("\n");
}
