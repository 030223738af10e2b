/** A value of a PDF. Strings and numbers are kept as they were written; names are decoded. */
export type PdfValue =
  | { readonly kind: "raw"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "ref"; readonly number: number; readonly generation: number }
  | { readonly kind: "array"; readonly items: readonly PdfValue[] }
  | { readonly kind: "dict"; readonly entries: ReadonlyMap<string, PdfValue> };

export type PdfDict = Extract<PdfValue, { kind: "dict" }>;

/** An object with its number; `stream` are the packed bytes of one that has some. */
export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  readonly stream: Uint8Array | null;
}

export const pdfNull: PdfValue = { kind: "raw", text: "null" };

/** The name that a dictionary holds under a key; undefined when it holds something else. */
export function nameAt(dict: PdfDict, key: string): string | undefined {
  const value = dict.entries.get(key);
  return value?.kind === "name" ? value.name : undefined;
}

/** The whole number that a dictionary holds under a key. */
export function numberAt(dict: PdfDict, key: string): number | undefined {
  const value = dict.entries.get(key);
  return value?.kind === "raw" && /^\+?\d+$/.test(value.text) ? Number(value.text) : undefined;
}

/** The names in a value that is one name or a list of names, as `Filter` is. */
export function namesOf(value: PdfValue | undefined): readonly string[] {
  if (value?.kind === "name") return [value.name];
  return value?.kind === "array"
    ? value.items.flatMap((item) => (item.kind === "name" ? [item.name] : []))
    : [];
}
