import { handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-without-test",
  severity: "error",
  title: "A step that no test and no fixture names",
} as const;
const report = reporterFor(about);

export default rule({
  ...about,
  needs: ["graph", "code", "tests"],
  check(facts) {
    const { tests, places } = facts;
    const named = new Set(tests?.flatMap(({ names }) => [...names]));
    const ownTests = new Set(tests?.map(({ path }) => /([^/]+)\.test\.ts$/.exec(path)?.[1]));
    return handlersOf(facts).flatMap(({ node, file }) => {
      if (named.has(node.id) || ownTests.has(node.id)) return [];
      const folder = node.lane === null ? "" : `${node.lane}/`;
      return [
        report(
          { file, span: { start: 0, end: 0 } },
          `\`${node.id}\` is named by no test in \`${places.tests}/steps\` and no request in \`${places.tests}/fixtures/requests\`.`,
          { hint: `write \`${places.tests}/steps/${folder}${node.id}.test.ts\`` },
        ),
      ];
    });
  },
});
