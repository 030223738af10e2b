import type { CodeTexts } from "../project/version-texts.ts";
import type { DeclaredCode, DeclaredKey, DeclaredStep } from "./declarations.ts";
import { callArguments, fullText, properties, resolved, stringList, textOf, withCommas } from "./literals.ts";
import type { Property } from "./literals.ts";
import { readModule } from "./source-module.ts";
import type { Expression, Modules, SourceModule } from "./source-module.ts";

function valuesOf(found: readonly Property[]): ReadonlyMap<string, Expression> {
  return new Map(found.flatMap((one) => (one.kind === "value" ? [[one.name, one.value] as const] : [])));
}

function keysOf(value: Expression | undefined, modules: Modules): readonly string[] | null {
  if (value === undefined) return [];
  const found = properties(value, modules);
  if (found === null || found.some(({ kind }) => kind === "spread")) return null;
  return found.flatMap((one) => (one.kind === "value" ? [one.name] : []));
}

type ReadStep = { readonly node: string; readonly step: DeclaredStep | null };

/** The step that a module exports; null when it exports none. */
function stepOf(module: SourceModule, modules: Modules): ReadStep | null {
  if (module.exported === null) return null;
  const call = callArguments(resolved({ module, tokens: module.exported }, modules));
  const node = call?.[0]?.tokens[0];
  const spec = call?.[1];
  if (node?.kind !== "string" || spec === undefined) return null;
  const found = properties(spec, modules);
  if (found === null || found.some(({ kind }) => kind === "spread")) return { node: node.text, step: null };
  const values = valuesOf(found);
  const list = (name: string): readonly string[] | null => {
    const value = values.get(name);
    return value === undefined ? [] : stringList(value, modules);
  };
  const [reads, writes, attrs, outcomes] = ["reads", "writes", "attrs", "outcomes"].map(list);
  const optional = keysOf(values.get("optional"), modules);
  if (!reads || !writes || !attrs || !outcomes || !optional) return { node: node.text, step: null };
  const step: DeclaredStep = {
    node: node.text,
    file: module.path,
    reads,
    optional,
    writes,
    attrs,
    outcomes: values.has("outcomes") ? outcomes : null,
    pure: textOf(values.get("pure")?.tokens ?? []) === "true",
  };
  return { node: node.text, step };
}

function keyOf(name: string, value: Expression, modules: Modules): DeclaredKey {
  const whole = resolved(value, modules);
  const given = callArguments(whole) ?? [];
  const last = given.at(-1);
  const flags = given.length > 1 && last?.tokens[0]?.text === "{" ? last : undefined;
  // A comma between type arguments (`live<A, B>()`) begins no argument.
  const first = withCommas(given.slice(0, flags === undefined ? undefined : -1).map(({ tokens }) => tokens));
  const schema = first.length === 0 ? whole : { module: whole.module, tokens: first };
  const flagged = valuesOf((flags && properties(flags, modules)) ?? []);
  const text = (flag: string): string | null => {
    const found = flagged.get(flag);
    return found === undefined ? null : textOf(resolved(found, modules).tokens);
  };
  const input = text("input");
  return {
    name,
    schema: textOf(schema.tokens),
    fullSchema: fullText(schema, modules),
    transient: text("transient") === "true",
    pii: text("pii") === "true",
    input: input === "true" ? "true" : input === '"optional"' ? "optional" : null,
    output: text("output") === "true",
    merge: text("merge"),
  };
}

/** The keys of an object literal with all that is spread into it; what comes from a package is left out. */
function allKeys(value: Expression, modules: Modules, keys: Map<string, DeclaredKey>): void {
  for (const property of properties(value, modules) ?? []) {
    if (property.kind === "spread") allKeys(property.value, modules, keys);
    else keys.set(property.name, keyOf(property.name, property.value, modules));
  }
}

function stateKeys(state: SourceModule | null, modules: Modules): ReadonlyMap<string, DeclaredKey> {
  const keys = new Map<string, DeclaredKey>();
  const tokens = state?.constants.get("state") ?? state?.exported;
  if (state === null || !tokens) return keys;
  const defined = resolved({ module: state, tokens }, modules);
  allKeys(callArguments(defined)?.[0] ?? defined, modules, keys);
  return keys;
}

/**
 * Reads what handlers and state declare out of their texts, without running them: the code of a branch under review is
 * not to be trusted, and that of an old revision may not run any more. Declarations are literals, or constants of the
 * project's own files; a step that declares otherwise is among the `unread`.
 */
export function readDeclarations(texts: CodeTexts): DeclaredCode {
  const read = new Map<string, SourceModule>();
  const modules: Modules = (path) => {
    const known = read.get(path);
    const text = texts.files.get(path);
    if (known !== undefined || text === undefined) return known ?? null;
    const module = readModule(path, text);
    read.set(path, module);
    return module;
  };
  const steps = new Map<string, DeclaredStep>();
  const unread = new Set<string>();
  for (const path of texts.handlers) {
    const module = modules(path);
    const found = module === null ? null : stepOf(module, modules);
    if (found?.step) steps.set(found.node, found.step);
    else if (found !== null) unread.add(found.node);
  }
  return { steps, unread, keys: stateKeys(modules(texts.state), modules) };
}
