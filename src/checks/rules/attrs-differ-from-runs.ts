import { handlersOf } from "../handlers.ts";
import { reporterFor, rule } from "../rule.ts";
import { literalAfter, wordAfter } from "../source-words.ts";

const about = {
  code: "attrs-differ-from-runs",
  severity: "error",
  title: "A step that logs other attributes than in the recorded runs",
} as const;
const report = reporterFor(about);

/** Every log line has these; a step that lists them means the same ones. */
const always: ReadonlySet<string> = new Set(["step", "request_id", "next_step", "processing_stage"]);

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

export default rule({
  ...about,
  needs: ["graph", "code", "runs"],
  check(facts) {
    const logged = facts.runs?.attrs ?? null;
    if (logged === null) return [];
    return handlersOf(facts).flatMap(({ node, step, file }) => {
      const recorded = logged.byNode.get(node.id);
      // A step that logs nothing of its own has no line there, and one that no recording comes to has none either.
      if (recorded === undefined) return [];
      const declared = step.attrs.filter((name) => !always.has(name));
      const added = declared.filter((name) => !recorded.includes(name));
      const gone = recorded.filter((name) => !declared.includes(name));
      if (added.length === 0 && gone.length === 0) return [];
      const [first = "attrs"] = added;
      const what =
        gone.length === 0
          ? `logs ${list(added)}, which it did not in the recorded runs`
          : `logged ${list(gone)} in the recorded runs, and does not any more${added.length === 0 ? "" : `; now it logs ${list(added)}`}`;
      const at = Math.max(0, logged.file.text.indexOf(`${JSON.stringify(node.id)}:`));
      return [
        report(
          {
            file,
            span: added.length === 0 ? wordAfter(file, "step", "attrs") : literalAfter(file, "attrs", first),
          },
          `\`${node.id}\` ${what}.`,
          {
            hint: "ragstep verify --update",
            related: [
              {
                file: logged.file,
                span: { start: at, end: at },
                message: "what was logged",
              },
            ],
          },
        ),
      ];
    });
  },
});
