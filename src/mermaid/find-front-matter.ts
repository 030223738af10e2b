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
  const open = afterByteOrderMark ? null : /^([\t ]*)---[^\S\n]*\n/.exec(text);
  if (!open) return undefined;
  const mark = `\n${open[1] ?? ""}---`;
  const yamlStart = open[0].length;
  const blank = /\s*\n/y;
  for (let at = text.indexOf(mark, yamlStart); at >= 0; at = text.indexOf(mark, at + 1)) {
    const closeEnd = at + mark.length;
    blank.lastIndex = closeEnd;
    if (blank.test(text))
      return { yaml: text.slice(yamlStart, at), yamlStart, closeEnd, end: blank.lastIndex };
  }
  return undefined;
}
