// The names of U+00A0 to U+00FF in order, as HTML has them.
const latin =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const named = new Map<string, string>([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["num", "#"],
  ["semi", ";"],
  ["colon", ":"],
  ["comma", ","],
  ["period", "."],
  ["sol", "/"],
  ["bsol", "\\"],
  ["lpar", "("],
  ["rpar", ")"],
  ["lsqb", "["],
  ["rsqb", "]"],
  ["lbrack", "["],
  ["rbrack", "]"],
  ["lcub", "{"],
  ["rcub", "}"],
  ["lbrace", "{"],
  ["rbrace", "}"],
  ["vert", "|"],
  ["grave", "`"],
  ["ast", "*"],
  ["percnt", "%"],
  ["equals", "="],
  ["excl", "!"],
  ["quest", "?"],
  ["commat", "@"],
  ["dollar", "$"],
  ["plus", "+"],
  ["lowbar", "_"],
  ["hyphen", "‐"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["hellip", "…"],
  ["bull", "•"],
  ["euro", "€"],
  ["trade", "™"],
  ["larr", "←"],
  ["uarr", "↑"],
  ["rarr", "→"],
  ["darr", "↓"],
  ["harr", "↔"],
  ["le", "≤"],
  ["ge", "≥"],
  ["ne", "≠"],
  ["infin", "∞"],
  ["hearts", "♥"],
  ["check", "✓"],
  ["cross", "✗"],
  ["ensp", "\u2002"],
  ["emsp", "\u2003"],
  ["thinsp", "\u2009"],
  ["zwnj", "\u200c"],
  ["zwj", "\u200d"],
  ...latin.split(" ").map((name, i) => [name, String.fromCharCode(0xa0 + i)] as const),
]);

// `#35;` and `#quot;` are Mermaid's, `&#35;`, `&#x23;` and `&quot;` HTML's; `&#quot;` is a common mixture.
const entity = /(&#|&|#)(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6})|([A-Za-z]\w*));/g;

function character(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : undefined;
}

/** Replaces the entities of a label by what a reader sees; unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes(";")) return text;
  return text.replace(entity, (whole, lead: string, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return (lead === "&" ? undefined : character(Number(decimal))) ?? whole;
    if (hex !== undefined) return (lead === "&#" ? character(Number.parseInt(hex, 16)) : undefined) ?? whole;
    return named.get(name ?? "") ?? whole;
  });
}
