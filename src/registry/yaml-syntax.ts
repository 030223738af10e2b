import type { Document, ErrorCode, YAMLError } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { registryCodes } from "./codes.ts";

/** After so many the rest are echoes of the first. */
const most = 20;

const hints: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "put the anchor or tag where the value itself is written",
  BAD_ALIAS: "give the anchor a name of letters and digits: &defaults",
  BAD_COLLECTION_TYPE: "remove the tag; the value is read as it is written",
  BAD_DIRECTIVE: "remove the line; a registry needs no directive",
  BAD_DQ_ESCAPE: "write a backslash in double quotes as two",
  BAD_INDENT: "indent all keys of one mapping alike",
  BAD_PROP_ORDER: "put anchor and tag before the value, on its line",
  BAD_SCALAR_START: "put quotes around the value",
  BLOCK_AS_IMPLICIT_KEY: 'put quotes around a value that holds ": "',
  BLOCK_IN_FLOW: "write what stands in brackets on one line, or without the brackets",
  DUPLICATE_KEY: "remove one of them",
  IMPOSSIBLE: 'put quotes around the value: node_label: "…"',
  KEY_OVER_1024_CHARS: "close the quote that is open here, or shorten the key",
  MISSING_CHAR: "close the quote or bracket that is open here",
  MULTILINE_IMPLICIT_KEY: "write the key and its colon on one line",
  MULTIPLE_ANCHORS: "keep one of the anchors",
  MULTIPLE_DOCS: "remove the `---`",
  MULTIPLE_TAGS: "remove the tags; the value is read as it is written",
  NON_STRING_KEY: "step: 1",
  RESOURCE_EXHAUSTION: "write the values out instead of aliasing lists of aliases",
  TAB_AS_INDENT: "indent with spaces; YAML allows no tabs there",
  TAG_RESOLVE_FAILED: "remove the tag; the value is read as it is written",
  UNEXPECTED_TOKEN: 'put quotes around a value with signs of YAML: node_label: "…"',
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
