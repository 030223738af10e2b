import type { Alias, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Reporter } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { yamlLibrary } from "../text/yaml-library.ts";
import { registryCodes } from "./codes.ts";
import type { RegistryCode } from "./codes.ts";
import { mergeFields } from "./merge-fields.ts";
import type { MergeSource } from "./merge-fields.ts";
import { syntaxDiagnostics, tooDeep } from "./yaml-syntax.ts";
import type { YamlField, YamlTree } from "../text/yaml-tree.ts";

/** Nodes that a document may have once its aliases are unfolded: far above any registry, far below a bomb. */
const unfoldedLimit = 1_000_000;

/** A part and how many nodes it has when unfolded. */
interface Sized {
  readonly tree: YamlTree;
  readonly size: number;
}

/** One reading of a document. */
interface Reading {
  readonly file: SourceFile;
  readonly at: Reporter<RegistryCode>;
  readonly found: Diagnostic[];
  /** By name, as of the place read now; open while its own value is read. */
  readonly anchors: Map<string, Sized | "open">;
  /** Aliases unfold beyond the limit. */
  bomb: boolean;
}

function spanOf(node: { readonly range?: readonly number[] | null | undefined }): Span {
  const [start = 0, end = start] = node.range ?? [];
  return { start, end };
}

/** From the first part to the last: what the library calls the end of a block includes the comments after it. */
function blockSpan(node: YAMLMap | YAMLSeq, first: Span | undefined, last: Span | undefined): Span {
  if (node.flow === true || first === undefined || last === undefined) return spanOf(node);
  return { start: first.start, end: last.end };
}

function nothing(span: Span): Sized {
  return { tree: { kind: "scalar", value: null, span }, size: 1 };
}

function measured(reading: Reading, sized: Sized, span: Span): Sized {
  if (sized.size <= unfoldedLimit) return sized;
  if (!reading.bomb) {
    const message = `Aliases unfold to more than ${unfoldedLimit} values here, which no registry needs.`;
    const hint = "write the values out instead of aliasing lists of aliases";
    reading.found.push(reading.at("yaml-alias-limit", span, message, { hint }));
  }
  reading.bomb = true;
  return nothing(span);
}

function readAlias(reading: Reading, { source }: Alias, span: Span): Sized {
  const target = reading.anchors.get(source);
  if (target === undefined) {
    const message = `The alias \`*${source}\` has no anchor \`&${source}\` before it.`;
    const hint = `put &${source} before the value that is meant`;
    reading.found.push(reading.at("yaml-alias-unknown", span, message, { hint }));
    return nothing(span);
  }
  if (target === "open") {
    const message = `The alias \`*${source}\` stands inside the value that \`&${source}\` names, so it never ends.`;
    reading.found.push(reading.at("yaml-alias-cycle", span, message, { hint: "write the value out here" }));
    return nothing(span);
  }
  return target;
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return (
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
  );
}

function readScalar(node: Scalar): Sized {
  const { value, source = "" } = node;
  // Tags such as `!!binary` make objects of texts; a registry has no use for them, so the text stays.
  return { tree: { kind: "scalar", value: isPlain(value) ? value : source, span: spanOf(node) }, size: 1 };
}

function readList(reading: Reading, node: YAMLSeq): Sized {
  const parts = node.items.map((item) => readPart(reading, item, spanOf(node)));
  const size = parts.reduce((sum, part) => sum + part.size, 1);
  const items = parts.map((part) => part.tree);
  return { tree: { kind: "list", items, span: blockSpan(node, items[0]?.span, items.at(-1)?.span) }, size };
}

function readMap(reading: Reading, node: YAMLMap): Sized {
  const { file, at, found } = reading;
  const { isAlias, isMap, isScalar, isSeq } = yamlLibrary();
  const own = new Map<string, YamlField>();
  const merged: MergeSource[] = [];
  let size = 1;
  let first: Span | undefined;
  let last: Span | undefined;
  for (const { key, value } of node.items) {
    if (!isScalar(key)) {
      const span = spanOf(isMap(key) || isSeq(key) || isAlias(key) ? key : node);
      found.push(
        at("yaml-key", span, "A key is one word, not a list, a mapping or an alias.", { hint: "step: 1" }),
      );
      continue;
    }
    const keySpan = spanOf(key);
    const name = String(key.value);
    const part = readPart(reading, value, { start: keySpan.end, end: keySpan.end });
    first ??= keySpan;
    last = isAlias(value) ? spanOf(value) : part.tree.span;
    size += part.size;
    const before = own.get(name);
    if (name === "<<") merged.push({ tree: part.tree, span: keySpan });
    else if (before === undefined) own.set(name, { keySpan, value: part.tree });
    else {
      const related = [{ file, span: before.keySpan, message: "given first here" }];
      const message = `\`${name}\` is given twice in one mapping, so it is not clear which value counts.`;
      found.push(at("yaml-duplicate-key", keySpan, message, { related, hint: "remove one of them" }));
    }
  }
  const { fields, diagnostics } = mergeFields(own, merged, at);
  found.push(...diagnostics);
  // What was merged in is there again, so it counts again.
  size += fields.size - own.size;
  return { tree: { kind: "map", fields, span: blockSpan(node, first, last) }, size };
}

/** `where` is the place of a value that is left out. */
function readPart(reading: Reading, node: unknown, where: Span): Sized {
  const { isAlias, isMap, isScalar, isSeq } = yamlLibrary();
  if (isAlias(node)) return measured(reading, readAlias(reading, node, spanOf(node)), spanOf(node));
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return nothing(where);
  const { anchor } = node;
  if (anchor !== undefined) reading.anchors.set(anchor, "open");
  const part = isScalar(node)
    ? readScalar(node)
    : isMap(node)
      ? readMap(reading, node)
      : readList(reading, node);
  const result = measured(reading, part, spanOf(node));
  if (anchor !== undefined) reading.anchors.set(anchor, result);
  return result;
}

/** Reads any YAML document with the `yaml` package. All mistakes are collected; null when nothing can be read. */
export function readFullYaml(file: SourceFile): Result<YamlTree | null> {
  const at = reporterOf(registryCodes, file);
  const reading: Reading = { file, at, found: [], anchors: new Map(), bomb: false };
  try {
    // Duplicates and merge keys are dealt with here: with both places, and in linear time.
    const document = yamlLibrary().parseDocument(file.text, { uniqueKeys: false, prettyErrors: false });
    reading.found.push(...syntaxDiagnostics(document, file));
    if (document.contents === null) return { value: null, diagnostics: reading.found };
    const { tree } = readPart(reading, document.contents, { start: 0, end: 0 });
    return { value: reading.bomb ? null : tree, diagnostics: reading.found };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reading.found.push(tooDeep(file, { start: 0, end: 0 }));
    return { value: null, diagnostics: reading.found };
  }
}
