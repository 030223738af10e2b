import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "decision-branch-missing",
  severity: "warning",
  title: "A yes without a no",
} as const;
const report = reporterFor(about);

const opposites: ReadonlyMap<string, string> = new Map(
  [
    ["Yes", "No"],
    ["True", "False"],
    ["On", "Off"],
    ["Pass", "Fail"],
    ["Hit", "Miss"],
  ].flatMap(([a = "", b = ""]) => [
    [a, b] as const,
    [b, a] as const,
    [a.toLowerCase(), b.toLowerCase()] as const,
    [b.toLowerCase(), a.toLowerCase()] as const,
  ]),
);

export default rule({
  ...about,
  needs: ["graph"],
  check: ({ graph }) =>
    graph === null
      ? []
      : graph.nodes.flatMap(({ id, outcomes, out, span }) =>
          outcomes.flatMap((outcome) => {
            const other = opposites.get(outcome);
            if (other === undefined || outcomes.includes(other)) return [];
            const edge = out.find(({ label }) => label === outcome);
            return [
              report(
                { file: graph.diagram, span: edge?.drawn.label?.span ?? span },
                `Decision \`${id}\` has the outcome \`${outcome}\`, but no edge for \`${other}\`.`,
                { hint: `${id} -->|${other}| NextStep` },
              ),
            ];
          }),
        ),
});
