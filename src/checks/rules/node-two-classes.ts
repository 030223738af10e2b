import { reporterFor, rule } from "../rule.ts";

const about = { code: "node-two-classes", severity: "warning", title: "Two classes on one node" } as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph"],
  check: ({ graph }) =>
    Array.from(graph?.flowchart.vertices.values() ?? []).flatMap(({ id, classes }) => {
      const [first] = classes;
      const other = classes.find(({ name }) => name !== first?.name);
      if (graph === null || first === undefined || other === undefined) return [];
      const file = graph.diagram;
      return [
        report(
          { file, span: other.span },
          `\`${id}\` has the classes \`${first.name}\` and \`${other.name}\`, but a node means one thing.`,
          {
            hint: `keep one of them; \`error\` says that the step ends the request`,
            related: [{ file, span: first.span, message: "the first class" }],
          },
        ),
      ];
    }),
});
