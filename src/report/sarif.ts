import type { CodeInfo, Diagnostic, Location, RelatedLocation } from "../diagnostics/diagnostic.ts";
import { positionAt } from "../text/source-file.ts";

/** What made a report, for its readers. */
export interface SarifTool {
  readonly version: string;
  /** The path that stands for the project where a problem has no place: GitHub takes no result without one. */
  readonly mainFile: string;
  /** What each code means; codes that are not reported may be among them. */
  readonly codes: ReadonlyMap<string, CodeInfo>;
}

type Level = "error" | "warning";

function levelOf(severity: Diagnostic["severity"]): Level {
  return severity === "warning" ? "warning" : "error";
}

/** A relative reference: a path may hold characters that a URI may not. */
function uri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function physical({ file, span }: Location) {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  return {
    artifactLocation: { uri: uri(file.path) },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
  };
}

function related(place: RelatedLocation, id: number) {
  return { id, physicalLocation: physical(place), message: { text: place.message } };
}

/** Names a problem over time: its code, file and message, but no line, which moves with every edit above it. */
function fingerprint({ code, location, message }: Diagnostic): string {
  return `${code}|${location?.file.path ?? ""}|${message}`;
}

function result(diagnostic: Diagnostic, ruleIndex: number, { mainFile }: SarifTool) {
  const { code, severity, message, hint, location } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(severity),
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    locations: [
      {
        physicalLocation:
          location === undefined ? { artifactLocation: { uri: uri(mainFile) } } : physical(location),
      },
    ],
    relatedLocations: (diagnostic.related ?? []).map(related),
    partialFingerprints: { "ragstep/v1": fingerprint(diagnostic) },
  };
}

function ruleOf(code: string, { codes }: SarifTool) {
  const info = codes.get(code);
  return {
    id: code,
    shortDescription: { text: info?.title ?? code },
    defaultConfiguration: { level: levelOf(info?.severity ?? "error") },
  };
}

/** A SARIF 2.1.0 log of one run, as code scanning reads it; only the codes that are reported are described. */
export function sarifReport(diagnostics: readonly Diagnostic[], tool: SarifTool): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  const placeOf = new Map(codes.map((code, at) => [code, at]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "ragstep",
            semanticVersion: tool.version,
            rules: codes.map((code) => ruleOf(code, tool)),
          },
        },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) =>
          result(diagnostic, placeOf.get(diagnostic.code) ?? -1, tool),
        ),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}
