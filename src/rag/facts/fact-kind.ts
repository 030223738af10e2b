/** How facts of one kind are found and written. */
export interface FactKind {
  /** Global patterns; an earlier one wins where two overlap. */
  readonly patterns: readonly RegExp[];
  /** The one spelling of a stretch that a pattern found; undefined when it is no such fact after all. */
  readonly canonical: (text: string) => string | undefined;
}

/** A blank in the source of a pattern stands for any run of blanks, and ` ?` for one that may be missing. */
export function withBlanks(source: string): string {
  return source.replaceAll(" ?", String.raw`\s{0,3}`).replaceAll(" ", String.raw`\s{1,3}`);
}

/** A pattern that matches whole words only, without regard to case; blanks as `withBlanks` reads them. */
export function wholeWords(source: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${withBlanks(source)})(?![\p{L}\p{N}])`, "giu");
}
