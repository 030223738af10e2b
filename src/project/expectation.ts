import { isDeepStrictEqual } from "node:util";
import type { RunStatus } from "../runtime/events.ts";
import type { Expectation } from "./expectation-schema.ts";

/** What a client and the log saw of one run. */
export interface ObservedRun {
  readonly status: RunStatus;
  /** Completed steps in the order of completion. */
  readonly path: readonly { readonly node: string; readonly outcome: string | readonly string[] | null }[];
  /** Null when nothing was answered. */
  readonly response: {
    readonly status_code: number;
    readonly headers: Readonly<Record<string, string>>;
    /** All bytes sent, as text. */
    readonly text: string;
    /** The body as data; null for a stream. */
    readonly body: unknown;
    /** Server-sent events without the blank line that ends each; empty for a plain body. */
    readonly frames: readonly string[];
  } | null;
  /** The log's lines. */
  readonly log: string;
}

/** One thing that came out differently, as one sentence. */
export type Mismatch = string;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function differs(what: string, wanted: unknown, found: unknown): Mismatch[] {
  return isDeepStrictEqual(wanted, found)
    ? []
    : [`\`${what}\` is ${shown(found)}, and ${shown(wanted)} was expected.`];
}

function texts(
  what: string,
  found: string,
  includes: readonly string[] = [],
  excludes: readonly string[] = [],
): Mismatch[] {
  return [
    ...includes
      .filter((text) => !found.includes(text))
      .map((text) => `\`${what}\` does not hold ${shown(text)}.`),
    ...excludes
      .filter((text) => found.includes(text))
      .map((text) => `\`${what}\` holds ${shown(text)}, which it must not.`),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is named in `wanted` must be there; other fields are free. Lists are compared as a whole. */
function partly(what: string, wanted: unknown, found: unknown): Mismatch[] {
  if (!isObject(wanted) || !isObject(found)) return differs(what, wanted, found);
  return Object.entries(wanted).flatMap(([name, value]) => partly(`${what}.${name}`, value, found[name]));
}

function firstDifference(wanted: readonly string[], found: readonly string[]): Mismatch[] {
  const at = wanted.findIndex((node, index) => node !== found[index]);
  if (at === -1 && wanted.length === found.length) return [];
  const place = at === -1 ? wanted.length : at;
  const [expected, actual] = [wanted[place], found[place]].map((node) =>
    node === undefined ? "the end" : `\`${node}\``,
  );
  return [`\`path\` differs at place ${place + 1}: ${actual} came, and ${expected} was expected.`];
}

function pathMismatches(run: ObservedRun, expect: Expectation): Mismatch[] {
  const path = run.path.map((step) => step.node);
  const outcomes = new Map(run.path.map((step) => [step.node, step.outcome]));
  return [
    ...(expect.path ? firstDifference(expect.path, path) : []),
    ...(expect.path_includes ?? [])
      .filter((node) => !path.includes(node))
      .map((node) => `The path misses \`${node}\`.`),
    ...(expect.path_excludes ?? [])
      .filter((node) => path.includes(node))
      .map((node) => `The path holds \`${node}\`, which it must not.`),
    ...Object.entries(expect.outcomes ?? {}).flatMap(([node, wanted]) =>
      outcomes.has(node)
        ? differs(`outcomes.${node}`, wanted, outcomes.get(node))
        : [`\`${node}\` was not reached, so it has no outcome.`],
    ),
  ];
}

function responseMismatches(run: ObservedRun, expect: Expectation): Mismatch[] {
  const { response } = run;
  const frames = response?.frames ?? [];
  const headers = new Map(
    Object.entries(response?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const wanted = expect.frames ?? {};
  return [
    ...(expect.status_code === undefined
      ? []
      : differs("status_code", expect.status_code, response?.status_code ?? null)),
    ...Object.entries(expect.headers ?? {}).flatMap(([name, value]) =>
      differs(`headers.${name}`, value, headers.get(name.toLowerCase()) ?? null),
    ),
    ...(expect.response === undefined ? [] : partly("response", expect.response, response?.body ?? null)),
    ...texts("body", response?.text ?? "", expect.body_includes, expect.body_excludes),
    ...(wanted.count === undefined ? [] : differs("frames.count", wanted.count, frames.length)),
    ...(wanted.min_count !== undefined && frames.length < wanted.min_count
      ? [`${frames.length} frames came, and at least ${wanted.min_count} were expected.`]
      : []),
    ...(wanted.first === undefined ? [] : differs("frames.first", wanted.first, frames[0] ?? null)),
    ...(wanted.last === undefined ? [] : differs("frames.last", wanted.last, frames.at(-1) ?? null)),
    ...texts("frames", frames.join("\n\n"), wanted.includes, wanted.excludes),
  ];
}

/** Compares a run with its request file's `expect` block; an empty list means that all of it came true. */
export function mismatches(run: ObservedRun, expect: Expectation): readonly Mismatch[] {
  return [
    ...(expect.status === undefined ? [] : differs("status", expect.status, run.status)),
    ...pathMismatches(run, expect),
    ...responseMismatches(run, expect),
    ...texts("log", run.log, expect.log_includes, expect.log_excludes),
  ];
}
