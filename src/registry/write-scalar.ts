/** Letters, digits and what never means anything to YAML, also inside `{ }` and `[ ]`. */
const plain = /^[\p{L}_/][\p{L}\p{N}\p{M} _./()+*=<>;?!'$€§%-]*$/u;

/** What YAML reads as something else than a text. */
const word = /^(?:true|false|yes|no|on|off|null|~|\.nan|\.inf)$/i;

/** A text as one YAML value on one line: as it is where that is safe, else in double quotes. */
export function writeScalar(text: string): string {
  return plain.test(text) && !word.test(text) && text === text.trim() ? text : JSON.stringify(text);
}
