/** Where front matter stands in a text that begins with it; offsets into that text. */
export interface FrontMatter {
  readonly yaml: string;
  readonly yamlStart: number;
  /** Behind the closing `---`. */
  readonly closeEnd: number;
  /** Behind the line breaks that follow it. */
  readonly end: number;
}

/** Finds `---`, YAML, `---` at the start. Both marks must be indented alike, and Mermaid reads none behind a byte order mark. */
export function findFrontMatter(text: string, afterByteOrderMark: boolean): FrontMatter | undefined {
  const open = afterByteOrderMark ? null : /^([\t ]*)---([^\S\n]*\n)\s*/.exec(text);
  if (!open) return undefined;
  const indent = open[1] ?? "";
  const firstBreak = indent.length + 3 + (open[2]?.length ?? 0) - 1;
  const lastBreak = text.lastIndexOf("\n", open[0].length - 1);
  // Blank lines belong to the opening mark, unless the closing one is only found right behind them.
  return closedFrom(text, lastBreak + 1, indent) ?? closedFrom(text, firstBreak + 1, indent);
}

function closedFrom(text: string, yamlStart: number, indent: string): FrontMatter | undefined {
  const mark = `\n${indent}---`;
  const blank = /\s*\n/y;
  for (let at = text.indexOf(mark, yamlStart); at >= 0; at = text.indexOf(mark, at + 1)) {
    const closeEnd = at + mark.length;
    blank.lastIndex = closeEnd;
    if (blank.test(text))
      return { yaml: text.slice(yamlStart, at), yamlStart, closeEnd, end: blank.lastIndex };
  }
  return undefined;
}
