/** A text on one line, with an ellipsis in place of what is beyond `characters`. */
export function cutText(text: string, characters: number): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return line.length <= characters ? line : `${line.slice(0, characters - 1).trimEnd()}…`;
}
