import { generateTypes } from "../../src/graph/generate-types.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { rules } from "../../src/checks/rules.ts";
import { runRules } from "../../src/checks/run-rules.ts";
import type { Facts } from "../../src/checks/facts.ts";
import { engineSpecifier } from "../../src/project/engine-specifier.ts";
import { generatedTypes } from "../../src/project/generated-types.ts";
import { factsAfter } from "./base.ts";
import type { Base } from "./base.ts";
import type { Mutation } from "./mutation.ts";

/** How one kind of drift fared. */
export interface KindResult {
  readonly kind: string;
  readonly total: number;
  readonly caught: number;
  /** The places where nothing was reported that was not reported before. */
  readonly missed: readonly string[];
}

/** How often each code is reported. Fatal ones are those of loading, which every rule repeats. */
function countCodes(facts: Facts, codes: readonly string[]): number {
  // A rule of the last phase looks at what the others found.
  const last = rules.some(({ code, phase }) => phase === "last" && codes.includes(code));
  const wanted = last ? rules : rules.filter(({ code }) => codes.includes(code));
  return runRules(wanted, facts, {}).diagnostics.filter(({ code }) => codes.includes(code)).length;
}

/** Makes the generated types of a changed diagram, as the project would. */
export async function typesMaker({ layout, graph, code }: Base): Promise<(graph: Graph) => string> {
  const expected = generatedTypes(layout, graph);
  if (expected !== code.types.expected) throw new Error("Generating the types twice gave two texts.");
  const engine = engineSpecifier(layout.root);
  const environment = /from "([^"]+)";\nimport type \{ state \}/.exec(expected)?.[1] ?? null;
  const state = /import type \{ state \} from "([^"]+)"/.exec(expected)?.[1] ?? "./state.ts";
  return (changed) => generateTypes(changed, { engine, state, environment });
}

/**
 * Applies each kind of drift at every place where it fits, one at a time, and counts what the check catches. With a share
 * of 4, at the first place and every fourth one after it.
 */
export function* runMutants(
  base: Base,
  mutations: readonly Mutation[],
  typesOf: (graph: Graph) => string,
  share = 1,
): Generator<KindResult> {
  const untouched = factsAfter(base, {}, typesOf);
  for (const mutation of mutations) {
    const { kind, caughtBy } = mutation;
    const before = countCodes(untouched, caughtBy);
    const mutants = mutation.places(base).filter((_, at) => at % share === 0);
    const missed = mutants
      .filter(({ change }) => countCodes(factsAfter(base, change, typesOf), caughtBy) <= before)
      .map(({ at }) => at);
    yield { kind, total: mutants.length, caught: mutants.length - missed.length, missed };
  }
}
