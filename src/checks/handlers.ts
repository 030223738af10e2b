import type { StepDeclaration } from "../definition/step.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Facts } from "./facts.ts";

/** A drawn step that has code. */
export interface HandlerFacts {
  readonly node: GraphNode;
  readonly step: StepDeclaration;
  readonly file: SourceFile;
}

/** The text of a node's handler; undefined when it has none. */
export function handlerSource({ code }: Pick<Facts, "code">, node: GraphNode): SourceFile | undefined {
  const found = code?.moduleOf.get(node.id);
  return found === undefined ? undefined : code?.source(found.path);
}

/** Every drawn step with its code, in the diagram's order. */
export function handlersOf(facts: Pick<Facts, "code" | "graph">): readonly HandlerFacts[] {
  return (facts.graph?.nodes ?? []).flatMap((node) => {
    const step = facts.code?.steps[node.index] ?? null;
    const file = handlerSource(facts, node);
    return step === null || file === undefined ? [] : [{ node, step, file }];
  });
}
