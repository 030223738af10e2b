import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/order.ts";
import { shownPath } from "../project/layout.ts";
import type { Project } from "../project/load-project.ts";
import { checkCodes } from "./codes.ts";

/** What a check found, and how much it looked at. */
export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** By plural noun, in the order of reporting. */
  readonly counts: Readonly<Record<string, number>>;
}

function nothing(what: string, where: string): Diagnostic {
  const code = "nothing-checked";
  return {
    code,
    severity: checkCodes[code].severity,
    message: `The check looked at no ${what}, so it proves nothing about them.`,
    hint: where,
  };
}

/** What must not be zero, each with where it is looked for: a check that looked at nothing must not pass. */
function emptyParts({ layout, graph, registry, modules }: Project, code: boolean): readonly Diagnostic[] {
  const shown = (path: string | null): string =>
    path === null ? "registry/rag_steps.yml" : shownPath(layout, path);
  const parts: readonly (readonly [found: number, what: string, where: string])[] = [
    [graph?.nodes.length ?? 0, "nodes", `Draw them in \`${shown(layout.diagram)}\`.`],
    [graph?.edges.length ?? 0, "edges", `Draw them in \`${shown(layout.diagram)}\`.`],
    [
      registry?.entries.length ?? 0,
      "registry entries",
      `Register them in \`${shown(layout.registry)}\`, or name it: \`--registry FILE\`.`,
    ],
    ...(code
      ? [
          [
            modules.length,
            "handlers",
            `Write them in \`${shown(layout.steps)}/<lane>/<NodeId>.ts\`, or pass \`--no-code\`.`,
          ] as const,
        ]
      : []),
  ];
  return parts.flatMap(([found, what, where]) => (found === 0 ? [nothing(what, where)] : []));
}

/** Sorts out what was found in a loaded project. `code` says whether its handlers were looked at. */
export function checkProject({ value: project, diagnostics }: Result<Project>, code: boolean): CheckResult {
  const { graph, registry, program, modules } = project;
  const entries = registry?.entries ?? [];
  return {
    // A file that cannot be read has been reported already; its parts are missing for that reason.
    diagnostics: sortDiagnostics(
      diagnostics.some(({ severity }) => severity === "fatal")
        ? diagnostics
        : [...diagnostics, ...emptyParts(project, code)],
    ),
    counts: {
      nodes: graph?.nodes.length ?? 0,
      edges: graph?.edges.length ?? 0,
      stores: graph?.stores.size ?? 0,
      "registry entries": entries.length,
      "planned steps": entries.filter(({ status }) => status.kind === "planned").length,
      ...(code ? { handlers: modules.length, "state keys": Object.keys(program?.state ?? {}).length } : {}),
    },
  };
}
