/** Where the root element of an XML text begins, and the document type declaration before it, if there is one. */
export interface XmlProlog {
  readonly root: number;
  readonly doctype: { readonly start: number; readonly end: number } | null;
  /** Processing instructions before the root, the XML declaration aside. */
  readonly instructions: readonly { readonly start: number; readonly end: number; readonly target: string }[];
}

function endOfDoctype(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (text.startsWith("<!--", at)) {
      const close = text.indexOf("-->", at + 4);
      if (close < 0) return text.length;
      at = close + 2;
    } else if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0) return text.length;
      at = close;
    } else if (character === "[") depth++;
    else if (character === "]") depth--;
    else if (character === ">" && depth <= 0) return at + 1;
  }
  return text.length;
}

/** Reads what stands before the root element. `root` is the text's length when there is no root. */
export function readXmlProlog(text: string): XmlProlog {
  const instructions: { start: number; end: number; target: string }[] = [];
  let doctype: XmlProlog["doctype"] = null;
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length;) {
    const next = text.indexOf("<", at);
    if (next < 0 || text.slice(at, next).trim() !== "") break;
    const closing = (mark: string): number => {
      const close = text.indexOf(mark, next);
      return close < 0 ? text.length : close + mark.length;
    };
    if (text.startsWith("<?", next)) {
      const end = closing("?>");
      const target = /^[^\s?]+/.exec(text.slice(next + 2, end))?.[0] ?? "";
      if (target.toLowerCase() !== "xml") instructions.push({ start: next, end, target });
      at = end;
    } else if (text.startsWith("<!--", next)) at = closing("-->");
    else if (/^<!doctype/i.test(text.slice(next, next + 9))) {
      const end = endOfDoctype(text, next + 9);
      doctype = { start: next, end };
      at = end;
    } else return { root: next, doctype, instructions };
  }
  return { root: text.length, doctype, instructions };
}

/** The local name of the root element; null when the text does not begin as XML does. */
export function readXmlRoot(text: string): string | null {
  const { root } = readXmlProlog(text);
  const name = /^<(?:[\p{L}_][\p{L}\p{N}_.-]*:)?([\p{L}_][\p{L}\p{N}_.-]*)[\s/>]/u.exec(
    text.slice(root, root + 300),
  );
  return name?.[1] ?? null;
}
