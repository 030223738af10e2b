import type { HandlerFacts } from "../handlers.ts";
import { handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { stringLiterals } from "../source-words.ts";

const about = {
  code: "label-never-returned",
  severity: "error",
  title: "A branch that the decision's code never takes",
} as const;
const report = reporterFor(about);

/** What a decision takes when its feature flag is off; the engine chooses it, not the code. */
const switchedOff = "off";

/** The labels that the code can return: those it declares, else those it mentions. */
function returned({ step, file }: HandlerFacts): ReadonlySet<string> {
  return new Set(step.outcomes ?? stringLiterals(file).map(({ value }) => value.replaceAll(/\\(.)/g, "$1")));
}

export default rule({
  ...about,
  needs: ["graph", "code"],
  check(facts) {
    const { graph } = facts;
    if (graph === null) return [];
    return handlersOf(facts).flatMap((handler) => {
      const { node, step, file } = handler;
      const wanted = node.outcomes.filter((label) => node.entry?.flag === undefined || label !== switchedOff);
      if (wanted.length === 0) return [];
      const known = returned(handler);
      const says = step.outcomes === undefined ? "never mentions" : "does not declare among its `outcomes`";
      return wanted
        .filter((label) => !known.has(label))
        .map((label) => {
          const edge = node.out.find((out) => out.label === label);
          return report(
            { file: graph.diagram, span: edge?.drawn.label?.span ?? node.span },
            `Decision \`${node.id}\` has the branch \`${label}\`, which \`${file.path}\` ${says}.`,
            {
              hint: `remove the edge, return ${JSON.stringify(label)}, or where the code computes its outcomes: outcomes: ${JSON.stringify(node.outcomes)}`,
              related: [{ file, span: { start: 0, end: 0 }, message: "the handler" }],
            },
          );
        });
    });
  },
});
