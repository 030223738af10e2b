import type { XmlElement } from "libxml2-wasm";

import type { TextSpan } from "../types.ts";

/** An element of an XML document, as far as invoices need it. */
export interface XmlBranch {
  readonly name: string;
  /** Text of a leaf, trimmed; empty on a branch. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** Of the leaf's text in the source, as it is written there: with its entities, or in its CDATA section. */
  readonly span: TextSpan | null;
  readonly children: readonly XmlBranch[];
}

/** Deeper than any invoice; a guard for the stack. */
const maxDepth = 40;

/** Finds the spans of leaves while the tree is walked in document order, so that each search starts where the last ended. */
function createLocator(source: string): (name: string, value: string) => TextSpan | null {
  let cursor = 0;
  return (name, value) => {
    const tag = new RegExp(`<(?:[A-Za-z0-9_.-]+:)?${name}(?=[\\s/>])[^>]*>`, "g");
    tag.lastIndex = cursor;
    const open = tag.exec(source);
    if (open === null) return null;
    cursor = tag.lastIndex;
    if (value === "") return null;
    const close = new RegExp(`</(?:[A-Za-z0-9_.-]+:)?${name}\\s*>`, "g");
    close.lastIndex = cursor;
    const raw = source.slice(cursor, close.exec(source)?.index);
    const written = raw.trim();
    const start = cursor + raw.length - raw.trimStart().length;
    return written === value || /&|<!/.test(written) ? { start, end: start + written.length } : null;
  };
}

function isElement(node: object): node is XmlElement {
  return "firstChild" in node && "attrs" in node;
}

function readElement(
  element: XmlElement,
  locate: (name: string, value: string) => TextSpan | null,
  depth: number,
): XmlBranch {
  const { name, line } = element;
  const inner: XmlElement[] = [];
  if (depth < maxDepth) {
    for (let node = element.firstChild; node !== null; node = node.next)
      if (isElement(node)) inner.push(node);
  }
  const value = inner.length === 0 ? element.content.trim() : "";
  const span = locate(name, value);
  return { name, value, line, span, children: inner.map((child) => readElement(child, locate, depth + 1)) };
}

/** The tree below an element, with the place of each value in the source it was parsed from. */
export function readXmlTree(root: XmlElement, source: string): XmlBranch {
  return readElement(root, createLocator(source), 0);
}

/** The first element at a path such as `DatiAnagrafici/IdFiscaleIVA`; the branch itself when the path is empty. */
export function at(branch: XmlBranch | undefined, path: string): XmlBranch | undefined {
  let current = branch;
  if (path === "") return current;
  for (const name of path.split("/")) current = current?.children.find((child) => child.name === name);
  return current;
}

/** All children with this name. */
export function all(branch: XmlBranch | undefined, name: string): readonly XmlBranch[] {
  return branch?.children.filter((child) => child.name === name) ?? [];
}
