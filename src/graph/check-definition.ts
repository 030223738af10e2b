import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { GraphNode } from "./graph.ts";
import type { ProgramCode } from "./program-codes.ts";

/** What is wrong with a step, before it is known where to show it. */
export interface DefinitionProblem {
  readonly code: ProgramCode;
  readonly message: string;
  readonly hint: string;
}

/**
 * Compares what a step declares with the state and with its node. The compiler says the same about typed code; this
 * holds for all code. Attrs may be names of the step's own, so only personal data among them is wrong.
 */
export function checkDefinition(
  definition: StepDeclaration,
  node: GraphNode,
  state: DeclaredKeys,
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  function declared(list: string, keys: readonly string[]): void {
    for (const key of keys) {
      if (Object.hasOwn(state, key)) continue;
      const message = `\`${list}\` of \`${node.id}\` names the key \`${key}\`, which the state does not declare.${didYouMean(key, Object.keys(state))}`;
      problems.push({
        code: "handler-key-unknown",
        message,
        hint: `${key}: key(z.unknown(), { doc: "…" }),`,
      });
    }
  }
  declared("reads", definition.reads);
  declared("optional", Object.keys(definition.optional));
  declared("writes", definition.writes);
  for (const attr of definition.attrs) {
    if (!Object.hasOwn(state, attr) || state[attr]?.flags.pii !== true) continue;
    const message = `\`attrs\` of \`${node.id}\` names \`${attr}\`, which is personal data and is never logged.`;
    problems.push({ code: "handler-attr-pii", message, hint: "log a count or a type instead" });
  }
  for (const outcome of definition.outcomes ?? []) {
    if (node.outcomes.includes(outcome)) continue;
    const labels = node.outcomes.map((label) => `\`${label}\``).join(", ");
    const message =
      node.kind === "decision"
        ? `\`${node.id}\` declares the outcome \`${outcome}\`, but its edges are labelled ${labels}.${didYouMean(outcome, node.outcomes)}`
        : `\`${node.id}\` declares the outcome \`${outcome}\`, but it is drawn as a \`${node.kind}\`, which decides nothing.`;
    problems.push({
      code: "handler-outcome-unknown",
      message,
      hint: `outcomes: ${JSON.stringify(node.outcomes)}`,
    });
  }
  return problems;
}
