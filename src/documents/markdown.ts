/** A path of the project as a page sees it: `up` leads from the page's folder to the project (`../../../`). */
export function link(text: string, path: string, up: string): string {
  return `[${text}](${up}${path})`;
}

/** Names as code, one after the other; `none` for none. */
export function codeList(names: readonly string[], none = "none"): string {
  return names.length === 0 ? none : names.map((name) => `\`${name}\``).join(", ");
}

/** Text for a cell of a table: a bar would begin the next cell. */
export function cell(text: string): string {
  return text.replaceAll("|", String.raw`\|`);
}

/** `steps/a/B.test.ts` as `B`. */
export function testName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.test\.ts$/, "");
}
