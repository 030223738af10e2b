import { expect } from "vitest";
import { diffVersions } from "../../src/diff/diff-versions.ts";
import type { RunClass } from "../../src/diff/reason.ts";
import { entry } from "../graph/link-text.ts";
import { migrated, recordsOf, resumedFrom, versionOf } from "./saved-run.ts";
import type { Side } from "./saved-run.ts";

/** A change of a project, and what it means for runs that were saved before. */
export interface Case {
  readonly name: string;
  readonly before: Side;
  readonly after: Side;
  readonly verdict: RunClass;
  /** Part of the reason that must be given. */
  readonly because?: RegExp;
  readonly input?: Record<string, unknown>;
  /** Given with `resume`. */
  readonly again?: Record<string, unknown>;
  /** What a run does that was cut off where the change hurts, for changes that break. */
  readonly goesWrong?: { readonly records: number; readonly how: RegExp };
  /** Steps without a record of their own that run late. */
  readonly late?: readonly string[];
}

/** Four steps in a row. */
export const chain = "Start([Start]) --> A[A]\nA --> B[B]\nB --> Done([Done])";

/** `F` and what is drawn behind it. */
export const fork = (lines: string) => `Start([Start]) --> F[F]\n${lines}`;

/** A registry of these steps, with fields of `A` alone. */
export const registry = (a = {}, nodes = ["Start", "A", "B", "Done"]) =>
  nodes
    .map((node, at) =>
      entry(at + 1, node, {
        type: /Start|Done/.test(node) ? "startEnd" : "process",
        ...(node === "A" ? a : {}),
      }),
    )
    .join("");

/** The verdict on a case, of which real runs, cut off behind each of their records, are expected to be as the case says. */
export async function verdictTried(one: Case): Promise<RunClass> {
  const { input = {}, late = [] } = one;
  const [before, after] = [versionOf("before", one.before), versionOf("after", one.after)];
  const { savedRuns, nodes } = diffVersions(before.version, after.version);
  if (one.because !== undefined)
    expect(savedRuns.reasons.map((reason) => reason.text).join("\n")).toMatch(one.because);
  const records = await recordsOf(before, input);
  expect(records.length).toBeGreaterThan(2);
  const hash = after.version.graph.hash;
  if (one.verdict === "breaks") {
    expect(savedRuns.migration).toBeNull();
    const { records: count = 0, how = /./ } = one.goesWrong ?? {};
    // Even with the hash made to fit.
    const saved = records.slice(0, count).map((record) => ({ ...record, graph_hash: hash }));
    const { result, ran } = await resumedFrom(after, saved);
    const error = result.error === undefined ? "" : `${result.error.code} ${result.error.message}`;
    expect(`${error} ran ${ran.join(" ran ")}`).toMatch(how);
    return savedRuns.verdict;
  }
  for (let count = 1; count <= records.length; count++) {
    const saved = records.slice(0, count);
    if (one.verdict === "needs migration") {
      const refused = await resumedFrom(after, saved);
      expect(refused.result.error?.code).toMatch(/graph-changed|input-invalid/);
      expect(refused.ran).toEqual([]);
    }
    const fitting = savedRuns.migration === null ? saved : migrated(saved, savedRuns.migration);
    const { result, ran } = await resumedFrom(after, fitting, one.again);
    expect(result.error).toBeUndefined();
    expect(result.status).toBe("completed");
    const done = saved.slice(1).map(({ node }) => nodes.after.get(node) ?? node);
    expect(ran.filter((node) => done.includes(node) && !late.includes(node))).toEqual([]);
  }
  return savedRuns.verdict;
}
