import type { Document, ErrorCode, YAMLError } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { registryCodes } from "./codes.ts";

/** After so many the rest are echoes of the first. */
const most = 20;

const hints: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "indent with spaces; YAML allows no tabs there",
  BAD_INDENT: "indent all keys of one mapping alike",
  BLOCK_AS_IMPLICIT_KEY: 'put quotes around a value that holds ": "',
  MISSING_CHAR: "close the quote or bracket that is open here",
  BAD_SCALAR_START: "put quotes around the value",
};

function diagnosticOf(error: YAMLError, file: SourceFile): Diagnostic {
  const at = reporterOf(registryCodes, file);
  const [start, end] = error.pos;
  const span = { start, end: Math.min(Math.max(end, start + 1), Math.max(file.text.length, start)) };
  if (error.code === "MULTIPLE_DOCS") {
    const message = "A second document starts here, but a registry is one document.";
    return at("yaml-documents", span, message, {
      hint: "remove the `---`, or move the rest to a file of its own",
    });
  }
  const code = error.name === "YAMLWarning" ? "yaml-tag" : "yaml-syntax";
  const said = error.message.replace(/\s+/g, " ").trim();
  return at(code, span, /[.!?]$/.test(said) ? said : `${said}.`, { hint: hints[error.code] });
}

/** Says that the text is nested deeper than any registry, which exhausts the stack. */
export function tooDeep(file: SourceFile, span: Span): Diagnostic {
  const message = "The text is nested too deeply to be a registry.";
  return reporterOf(registryCodes, file)("yaml-depth", span, message, {
    hint: "close what is opened; a registry is a list of mappings",
  });
}

/** What the `yaml` package has to say about a text, as diagnostics with spans. */
export function syntaxDiagnostics(document: Document, file: SourceFile): Diagnostic[] {
  const said = [...document.errors, ...document.warnings];
  // The package catches its own stack overflow and goes on; nothing that it says after that is worth reading.
  const overflow = said.find((error) => /call stack|stack overflow/i.test(error.message));
  if (overflow !== undefined) return [tooDeep(file, { start: overflow.pos[0], end: overflow.pos[1] })];
  return said.slice(0, most).map((error) => diagnosticOf(error, file));
}
