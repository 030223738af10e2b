import { type PdfDict, type PdfObject, type PdfValue, nameAt, pdfNull } from "./values.ts";
import type { PdfFile } from "./read-pdf-file.ts";

/** Keys that are taken out wherever they stand, with the kind of threat they are. */
const keys: ReadonlyMap<string, string> = new Map([
  ["JS", "javascript"],
  ["JavaScript", "javascript"],
  ["AA", "automatic-action"],
  ["XFA", "active-form"],
  ["EmbeddedFiles", "embedded-file"],
  ["EF", "embedded-file"],
  ["AF", "embedded-file"],
  ["RichMediaContent", "rich-media"],
  ["RichMediaSettings", "rich-media"],
  ["3DD", "rich-media"],
]);

/** Kinds of action that reach out of the document or run something. */
const actions: ReadonlyMap<string, string> = new Map([
  ["JavaScript", "javascript"],
  ["Launch", "launch-action"],
  ["SubmitForm", "submit-action"],
  ["ImportData", "import-action"],
  ["GoToE", "embedded-file"],
  ["GoToR", "remote-action"],
  ["Rendition", "rich-media"],
  ["RichMediaExecute", "rich-media"],
  ["Movie", "rich-media"],
  ["Sound", "rich-media"],
]);

/** What was taken out, and under which key it stood. */
export interface Removal {
  readonly kind: string;
  readonly where: string;
}

function forbiddenAction(dict: PdfDict): string | undefined {
  const subtype = nameAt(dict, "S");
  if (subtype === undefined) return undefined;
  // Structure elements have an `S` too, but no key of an action.
  const isAction = nameAt(dict, "Type") === "Action" || !dict.entries.has("P");
  return isAction ? actions.get(subtype) : undefined;
}

/** Takes out of values what acts, and notes it. */
class Disarmer {
  readonly removals: Removal[] = [];
  readonly #file: PdfFile;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  #isDestination(value: PdfValue): boolean {
    const target = value.kind === "ref" ? this.#file.objects.get(value.number)?.value : value;
    return target?.kind === "array";
  }

  value(value: PdfValue, where: string): PdfValue {
    if (value.kind === "array")
      return { kind: "array", items: value.items.map((item) => this.value(item, where)) };
    if (value.kind !== "dict") return value;
    const action = forbiddenAction(value);
    if (action !== undefined) {
      this.removals.push({ kind: action, where });
      return pdfNull;
    }
    const entries = new Map<string, PdfValue>();
    for (const [key, held] of value.entries) {
      // Where the document opens is harmless; what it does then is not.
      const kind = key === "OpenAction" && !this.#isDestination(held) ? "open-action" : keys.get(key);
      if (kind === undefined) entries.set(key, this.value(held, `${where}/${key}`));
      else this.removals.push({ kind, where: `${where}/${key}` });
    }
    return { kind: "dict", entries };
  }
}

function references(value: PdfValue): readonly number[] {
  if (value.kind === "ref") return [value.number];
  if (value.kind === "array") return value.items.flatMap(references);
  return value.kind === "dict" ? [...value.entries.values()].flatMap(references) : [];
}

/** The objects that can be reached from the trailer: what was only reached through something taken out is gone with it. */
function reachable(
  objects: ReadonlyMap<number, PdfObject>,
  trailer: ReadonlyMap<string, PdfValue>,
): ReadonlyMap<number, PdfObject> {
  const kept = new Map<number, PdfObject>();
  const waiting = [...trailer.values()].flatMap(references);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const object = objects.get(number);
    if (object === undefined || kept.has(number)) continue;
    kept.set(number, object);
    waiting.push(...references(object.value));
  }
  return kept;
}

/** A PDF without scripts, actions that run by themselves or reach out, embedded files and media, and a list of them. */
export function disarmPdf(file: PdfFile): { readonly file: PdfFile; readonly removals: readonly Removal[] } {
  const disarmer = new Disarmer(file);
  const cleaned = new Map(
    [...file.objects].map(([number, object]) => {
      const value = disarmer.value(object.value, `object ${number}`);
      // An action that is an object of its own leaves an empty place.
      return [number, value === pdfNull ? { ...object, value, stream: null } : { ...object, value }] as const;
    }),
  );
  const { removals } = disarmer;
  return { file: { ...file, objects: reachable(cleaned, file.trailer) }, removals };
}
