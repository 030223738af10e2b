/**
 * `S12 · …`, which the registry's label leaves out, `Step 12 …`, `#12 …`, `12. …` and `… (step 12)`. A bare number is
 * none: `400 Bad Request`.
 */
const numbered = [
  /^\W*S(\d+)\s*[·•∙:|.–—-]/,
  /^\W*(?:rag\s+)?step\s+#?(\d+)\b/i,
  /^\s*#(\d+)\b/,
  /^\s*(\d+)[.:)]\s/,
  /[([](?:step\s+|#)(\d+)[)\]]\s*$/i,
];

/** The step number that a label names; undefined when it names none. */
export function numberIn(label: string): number | undefined {
  for (const pattern of numbered) {
    const digits = pattern.exec(label)?.[1];
    if (digits !== undefined) return Number(digits);
  }
  return undefined;
}
