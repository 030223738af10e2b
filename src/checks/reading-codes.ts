import { definitionCodes } from "../definition/codes.ts";
import type { CodeInfo } from "../diagnostics/diagnostic.ts";
import { graphCodes } from "../graph/codes.ts";
import { programCodes } from "../graph/program-codes.ts";
import { mermaidCodes } from "../mermaid/codes.ts";
import { projectCodes } from "../project/codes.ts";
import { recordingCodes } from "../recording/codes.ts";
import { registryCodes } from "../registry/codes.ts";
import { rules } from "./rules.ts";

const tables: readonly Readonly<Record<string, CodeInfo>>[] = [
  projectCodes,
  recordingCodes,
  mermaidCodes,
  registryCodes,
  definitionCodes,
  graphCodes,
  programCodes,
];

const ruled = new Set(rules.map(({ code }) => code));

/** What is reported while files are read and has no rule of its own: syntax, missing files, modules that do not load. */
export const readingCodes: ReadonlyMap<string, CodeInfo> = new Map(
  tables.flatMap((table) => Object.entries(table)).filter(([code]) => !ruled.has(code)),
);

/** Everything that a check may report, with what it counts as by itself. */
export const allCodes: ReadonlyMap<string, CodeInfo> = new Map<string, CodeInfo>([
  ...rules.map((rule) => [rule.code, rule] as const),
  ...readingCodes,
]);
