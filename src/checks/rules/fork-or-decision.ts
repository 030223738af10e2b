import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "fork-or-decision",
  severity: "warning",
  title: "A fork out of a step that reads like a decision",
} as const;
const report = reporterFor(about);

/** A question, or an id as decisions have it. */
function decides(id: string, label: string): boolean {
  return /\?\s*$/.test(label) || /(?:Check|Decision|Gate|Switch)$|^(?:Is|Has|Should|Can)[A-Z]/.test(id);
}

export default rule({
  ...about,
  needs: ["graph"],
  check: ({ graph }) =>
    graph === null
      ? []
      : graph.nodes.flatMap(({ id, kind, label, out, span }) => {
          const open = out.filter((edge) => edge.label === null);
          if (kind === "decision" || open.length < 2 || !decides(id, label)) return [];
          const targets = open.map((edge) => `\`${graph.nodes[edge.target]?.id ?? ""}\``).join(" and ");
          return [
            report(
              { file: graph.diagram, span },
              `\`${id}\` reads like a decision, but it is drawn as a fork: a run goes to ${targets} at the same time.`,
              {
                hint: `${id}{${label}} with a label on each edge, if it decides; else name it for what it does`,
              },
            ),
          ];
        }),
});
