import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { link } from "../graph/link.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import type { VersionTexts } from "../project/version-texts.ts";
import { readRegistry } from "../registry/read-registry.ts";
import type { DeclaredCode } from "./declarations.ts";
import { readDeclarations } from "./read-declarations.ts";

/** One version of a project, read. */
export interface Version {
  /** `origin/main`, `the working tree`, `old.mmd`. */
  readonly name: string;
  readonly graph: Graph;
  /** Null where only the diagram is known. */
  readonly code: DeclaredCode | null;
  /** What the runner would refuse it for. */
  readonly fatal: readonly Diagnostic[];
}

/** A version, or why its texts cannot be read. */
export type ReadVersion =
  | { readonly kind: "read"; readonly version: Version }
  | { readonly kind: "broken"; readonly name: string; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads the texts of one version. `withRegistry` false leaves the registry out, for a comparison with a version that
 * has none. A diagram that cannot be parsed, or a registry that cannot be read, is `broken`; one that is drawn wrongly
 * can still be compared.
 */
export function readVersion(texts: VersionTexts, withRegistry: boolean): ReadVersion {
  const { name, diagram } = texts;
  const parsed = parseFlowchart(diagram);
  const read = texts.registry === null || !withRegistry ? null : readRegistry(texts.registry);
  const problems = [...parsed.diagnostics, ...(read?.diagnostics ?? [])].filter(
    ({ severity }) => severity === "fatal",
  );
  if (parsed.value === null || problems.length > 0) return { kind: "broken", name, diagnostics: problems };
  const linked = link(parsed.value, diagram, read?.value ?? null);
  const fatal = linked.diagnostics.filter(({ severity }) => severity === "fatal");
  const code = texts.code === null ? null : readDeclarations(texts.code);
  return { kind: "read", version: { name, graph: linked.value, code, fatal } };
}
