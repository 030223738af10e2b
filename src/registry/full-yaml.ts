import { isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { registryCodes } from "./codes.ts";
import { syntaxDiagnostics } from "./yaml-syntax.ts";
import type { YamlField, YamlTree } from "./yaml-tree.ts";

/** Nodes that a document may have once its aliases are unfolded: far above any registry, far below a bomb. */
const unfoldedLimit = 1_000_000;

/** A part and how many nodes it has when unfolded. */
interface Sized {
  readonly tree: YamlTree;
  readonly size: number;
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

/** Reads any YAML document with the `yaml` package. All mistakes are collected; null when nothing can be read. */
export function readFullYaml(file: SourceFile): Result<YamlTree | null> {
  const at = reporterOf(registryCodes, file);
  const found: Diagnostic[] = [];
  const anchors = new Map<string, Sized | "open">();
  let bomb = false;

  function nothing(span: Span): Sized {
    return { tree: { kind: "scalar", value: null, span }, size: 1 };
  }

  function measured(sized: Sized, span: Span): Sized {
    if (sized.size <= unfoldedLimit) return sized;
    if (!bomb) {
      const message = `Aliases unfold to more than ${unfoldedLimit} values here, which no registry needs.`;
      found.push(
        at("yaml-alias-limit", span, message, {
          hint: "write the values out instead of aliasing lists of aliases",
        }),
      );
    }
    bomb = true;
    return nothing(span);
  }

  function alias(node: Alias): Sized {
    const span = spanOf(node);
    const target = anchors.get(node.source);
    if (target === undefined) {
      const message = `The alias \`*${node.source}\` has no anchor \`&${node.source}\` before it.`;
      found.push(
        at("yaml-alias-unknown", span, message, {
          hint: `put &${node.source} before the value that is meant`,
        }),
      );
      return nothing(span);
    }
    if (target === "open") {
      const message = `The alias \`*${node.source}\` stands inside the value that \`&${node.source}\` names, so it never ends.`;
      found.push(at("yaml-alias-cycle", span, message, { hint: "write the value out here" }));
      return nothing(span);
    }
    return target;
  }

  function scalar(node: Scalar): Sized {
    const { value } = node;
    const simple =
      value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return {
      tree: { kind: "scalar", value: simple ? value : String(node.source ?? ""), span: spanOf(node) },
      size: 1,
    };
  }

  function list(node: YAMLSeq): Sized {
    const parts = node.items.map((item) => convert(item, node));
    const size = parts.reduce((sum, part) => sum + part.size, 1);
    const items = parts.map((part) => part.tree);
    return { tree: { kind: "list", items, span: blockSpan(node, items[0]?.span, items.at(-1)?.span) }, size };
  }

  function map(node: YAMLMap): Sized {
    const own = new Map<string, YamlField>();
    const merged: { readonly source: YamlTree; readonly span: Span }[] = [];
    let size = 1;
    let first: Span | undefined;
    let last: Span | undefined;
    for (const pair of node.items) {
      const { key } = pair;
      if (!isScalar(key)) {
        const span = spanOf(isMap(key) || isSeq(key) || isAlias(key) ? key : node);
        found.push(
          at("yaml-key", span, "A key is one word, not a list, a mapping or an alias.", { hint: "step: 1" }),
        );
        continue;
      }
      const keySpan = spanOf(key);
      const name = String(key.value);
      const part =
        pair.value === null ? nothing({ start: keySpan.end, end: keySpan.end }) : convert(pair.value, key);
      first ??= keySpan;
      last = isAlias(pair.value) ? spanOf(pair.value) : part.tree.span;
      size += part.size;
      const before = own.get(name);
      if (name === "<<") merged.push({ source: part.tree, span: keySpan });
      else if (before === undefined) own.set(name, { keySpan, value: part.tree });
      else {
        const related = [{ file, span: before.keySpan, message: "given first here" }];
        const message = `\`${name}\` is given twice in one mapping, so it is not clear which value counts.`;
        found.push(at("yaml-duplicate-key", keySpan, message, { related, hint: "remove one of them" }));
      }
    }
    const fields = merged.length === 0 ? own : merge(own, merged);
    // What was merged in is there again, so it counts again.
    size += fields.size - own.size;
    return { tree: { kind: "map", fields, span: blockSpan(node, first, last) }, size };
  }

  function merge(
    own: ReadonlyMap<string, YamlField>,
    merged: readonly { readonly source: YamlTree; readonly span: Span }[],
  ): ReadonlyMap<string, YamlField> {
    const fields = new Map(own);
    for (const { source, span } of merged) {
      for (const tree of source.kind === "list" ? source.items : [source]) {
        if (tree.kind !== "map") {
          found.push(
            at("yaml-merge", span, "`<<` merges a mapping or a list of mappings, not anything else.", {
              hint: "<<: *defaults",
            }),
          );
          continue;
        }
        for (const [name, field] of tree.fields) if (!fields.has(name)) fields.set(name, field);
      }
    }
    return fields;
  }

  function convert(node: unknown, parent: Node): Sized {
    if (isAlias(node)) return measured(alias(node), spanOf(node));
    if (!isScalar(node) && !isMap(node) && !isSeq(node))
      return nothing({ start: spanOf(parent).end, end: spanOf(parent).end });
    if (node.anchor !== undefined) anchors.set(node.anchor, "open");
    const open = isScalar(node) ? scalar(node) : isMap(node) ? map(node) : list(node);
    const result = measured(open, spanOf(node));
    if (node.anchor !== undefined) anchors.set(node.anchor, result);
    return result;
  }

  try {
    // Duplicates are reported here, with both places; merge keys are resolved here, in linear time.
    const document = parseDocument(file.text, { uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
    found.push(...syntaxDiagnostics(document, file));
    if (document.contents === null) return { value: null, diagnostics: found };
    const { tree } = convert(document.contents, document.contents);
    return { value: bomb ? null : tree, diagnostics: found };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    found.push(at("yaml-depth", { start: 0, end: 0 }, "The text is nested too deeply to be a registry."));
    return { value: null, diagnostics: found };
  }
}
