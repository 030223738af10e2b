import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../src/checks/facts.ts";
import { diffVersions } from "../../src/diff/diff-versions.ts";
import type { Version } from "../../src/diff/version.ts";
import { findLayout } from "../../src/project/layout.ts";
import { isStep } from "../../src/project/step-modules.ts";
import { repository } from "../cli/ragstep.ts";
import { factsAfter, loadBase } from "../mutants/base.ts";
import type { Base } from "../mutants/base.ts";
import { edgeMutations } from "../mutants/edge-mutations.ts";
import { handlerMutations } from "../mutants/handler-mutations.ts";
import type { Mutant, Mutation } from "../mutants/mutation.ts";
import { nodeMutations } from "../mutants/node-mutations.ts";
import { registryMutations } from "../mutants/registry-mutations.ts";
import { declaredKey, declaredStep } from "./saved-run.ts";

function versionOf({ graph, code }: Facts): Version | null {
  if (graph === null || code === null) return null;
  const steps = code.modules.flatMap(({ path, exported }) =>
    isStep(exported) ? [[exported.node, declaredStep(exported, path)] as const] : [],
  );
  const keys = Object.entries(code.state).map(
    ([name, { flags }]) => [name, declaredKey(name, flags, "z.unknown()")] as const,
  );
  const declared = { steps: new Map(steps), keys: new Map(keys), unread: new Set<string>() };
  return { name: "a version", graph, code: declared, fatal: [] };
}

/** Comments are no part of a version. */
const isComment = ({ kind }: Mutation): boolean => kind.includes("ignore");
const mutations = [...nodeMutations, ...edgeMutations, ...registryMutations, ...handlerMutations].filter(
  (mutation) => !isComment(mutation),
);

/** Names of nodes, keys and labels in the description of a place. */
const wordsOf = (at: string): readonly string[] => at.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? [];

describe("of the real project", () => {
  let base: Base;
  let before: Version;
  const places = new Map<Mutation, readonly Mutant[]>();

  beforeAll(async () => {
    base = await loadBase(await findLayout(repository));
    const found = versionOf(factsAfter(base, {}, () => ""));
    if (found === null) throw new Error("The project cannot be read.");
    before = found;
    for (const mutation of mutations) places.set(mutation, mutation.places(base));
  });

  test("every kind of drift that is no comment, page or test is a difference that names its place", () => {
    let compared = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...mutations), fc.nat(), (mutation, number) => {
        const mutants = (places.get(mutation) ?? []).filter(
          ({ change }) => change.diagram ?? change.registry ?? change.modules ?? change.state,
        );
        const mutant = mutants[number % Math.max(1, mutants.length)];
        if (mutant === undefined) return;
        const after = versionOf(factsAfter(base, mutant.change, () => ""));
        if (after === null) {
          refused++;
          return;
        }
        compared++;
        const told = diffVersions(before, after).changes.map(
          ({ subject, field, before: was, after: is }) => `${subject} ${field} ${was} ${is}`,
        );
        const words = wordsOf(mutant.at);
        expect(told.length, `${mutation.kind} at ${mutant.at}`).toBeGreaterThan(0);
        expect(
          told.some((text) => words.some((word) => text.includes(word))),
          `${mutation.kind} at ${mutant.at} is told as ${told.join("; ")}`,
        ).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(100);
    expect(refused).toBeLessThan(30);
  });

  test("the project differs in nothing from itself", () => {
    const { changes, savedRuns, notCompared } = diffVersions(before, before);
    expect({ changes, savedRuns, notCompared }).toEqual({
      changes: [],
      savedRuns: { verdict: "safe", sameGraph: true, reasons: [], migration: null },
      notCompared: [],
    });
  });
});
