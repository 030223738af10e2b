import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Facts } from "../facts.ts";
import { rule } from "../rule.ts";

/** What must not be zero, each with where it is looked for: a check that looked at nothing must not pass. */
function parts({ graph, registry, code, docs, places, wantsCode }: Facts) {
  return [
    [graph?.nodes.length, "nodes", `Draw them in \`${places.diagram}\`.`],
    [graph?.edges.length, "edges", `Draw them in \`${places.diagram}\`.`],
    // A plain flowchart has no registry and needs none; pages of steps are written for registered ones.
    ...(registry === null && docs === null
      ? []
      : [
          [
            registry?.entries.length,
            "registry entries",
            `Register them in \`${places.registry}\`, or name it: \`--registry FILE\`.`,
          ] as const,
        ]),
    ...(wantsCode
      ? [
          [
            code?.modules.length,
            "handlers",
            `Write them in \`${places.steps}/<lane>/<NodeId>.ts\`, or pass \`--no-code\`.`,
          ] as const,
        ]
      : []),
    ...(docs === null ? [] : [[docs.pages.length, "pages", `Write them: \`ragstep gen\`.`] as const]),
  ] as const;
}

/** A file that cannot be read has been reported already; its parts are missing for that reason. */
function somethingIsBroken({ loaded }: Facts): boolean {
  return [...loaded.values()].some((found) => found.some(({ severity }) => severity === "fatal"));
}

export default rule({
  code: "nothing-checked",
  severity: "error",
  title: "A part of the project that the check found nothing of",
  needs: [],
  check: (facts) =>
    somethingIsBroken(facts)
      ? []
      : parts(facts).flatMap(([found = 0, what, hint]): readonly Diagnostic[] =>
          found > 0
            ? []
            : [
                {
                  code: "nothing-checked",
                  severity: "error",
                  message: `The check looked at no ${what}, so it proves nothing about them.`,
                  hint,
                },
              ],
        ),
});
