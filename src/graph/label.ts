const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  middot: "·",
  semi: ";",
  colon: ":",
  num: "#",
  lpar: "(",
  rpar: ")",
  lsqb: "[",
  rsqb: "]",
  lbrace: "{",
  rbrace: "}",
  vert: "|",
  hellip: "…",
  ndash: "–",
  mdash: "—",
};

// Mermaid writes entities as `#35;` and `#quot;`, HTML as `&#35;` and `&quot;`; people mix both, even as `&#quot;`.
const entity = /(?:&#?|#)(x[0-9a-f]{1,6}|\d{1,7}|[a-z]{2,8});/gi;

function decode(whole: string, body: string): string {
  const number = /^x[0-9a-f]/i.test(body) ? Number.parseInt(body.slice(1), 16) : Number(body);
  if (Number.isInteger(number)) return number <= 0x10ffff ? String.fromCodePoint(number) : whole;
  return named[body.toLowerCase()] ?? whole;
}

/** What a reader sees of a label: no tags and no `<br/>`, entities decoded, one space between words. */
export function plainText(text: string): string {
  if (!/[<&#\\]|\s{2}|[^\S ]/.test(text)) return text.trim();
  return text
    .replace(/<\/?[a-z][^<>]*>|\\n/gi, " ")
    .replace(entity, decode)
    .replace(/\s+/g, " ")
    .trim();
}

/** A label as two of them are compared: plain, without quotes and without a `S105 · ` in front. */
export function comparableLabel(text: string): string {
  return plainText(text)
    .replace(/["'`“”‘’«»]/g, "")
    .replace(/^S\d+\s*[·•:|–—-]\s*/, "")
    .replace(/\s+/g, " ")
    .trim();
}
