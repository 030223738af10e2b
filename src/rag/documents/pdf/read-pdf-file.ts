import { unpackStream } from "./measure-stream.ts";
import { MalformedPdf, readValue, skipBlanks } from "./read-value.ts";
import { nameAt, numberAt, namesOf, type PdfDict, type PdfObject, type PdfValue } from "./values.ts";

export interface PdfLimits {
  /** Bytes that all streams together may unfold to. */
  readonly inflated_bytes: number;
  readonly objects: number;
}

/** All objects of a PDF, those in object streams too, each in its last version. */
export interface PdfFile {
  readonly kind: "pdf";
  readonly objects: ReadonlyMap<number, PdfObject>;
  /** `Root`, `Info` and `ID`, as far as given. */
  readonly trailer: ReadonlyMap<string, PdfValue>;
}

export type ReadPdf = PdfFile | { readonly kind: "damaged" | "locked" | "too-large" | "too-many" };

/** What still may be unfolded. */
interface Budget {
  left: number;
}

type Lengths = () => ReadonlyMap<number, number>;

/** Numbers that are objects of their own, as the lengths of streams may be; looked for when the first one is needed. */
function wholeNumbers(text: string): Lengths {
  let found: ReadonlyMap<number, number> | undefined;
  return () =>
    (found ??= new Map(
      Array.from(text.matchAll(/(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\s+(\d{1,10})\s+endobj/g), (match) => [
        Number(match[1]),
        Number(match[2]),
      ]),
    ));
}

/** Where a stream's bytes begin and end. A length that does not lead to `endstream` is not believed. */
function streamRange(
  dict: PdfDict,
  text: string,
  at: number,
  lengths: Lengths,
): { readonly start: number; readonly end: number } {
  let start = at + "stream".length;
  if (text[start] === "\r") start++;
  if (text[start] === "\n") start++;
  const given = dict.entries.get("Length");
  const length = given?.kind === "ref" ? lengths().get(given.number) : numberAt(dict, "Length");
  if (length !== undefined && /^\s{0,2}endstream/.test(text.slice(start + length, start + length + 12))) {
    return { start, end: start + length };
  }
  const close = text.indexOf("endstream", start);
  return { start, end: close < 0 ? text.length : close };
}

function readObjectAt(
  bytes: Uint8Array,
  text: string,
  head: RegExpExecArray,
  lengths: Lengths,
): { object: PdfObject; end: number } {
  const { value, end } = readValue(text, head.index + head[0].length);
  const number = Number(head[1]);
  const generation = Number(head[2]);
  const next = skipBlanks(text, end);
  if (value.kind !== "dict" || !text.startsWith("stream", next)) {
    return { object: { number, generation, value, stream: null }, end };
  }
  const range = streamRange(value, text, next, lengths);
  const stream = bytes.subarray(range.start, range.end);
  return { object: { number, generation, value, stream }, end: range.end };
}

/** The objects that an object stream holds (ISO 32000-1, 7.5.7); null when it cannot be unfolded within the limit. */
function openObjectStream(object: PdfObject, budget: Budget): readonly PdfObject[] | "too-large" | "damaged" {
  if (object.value.kind !== "dict" || object.stream === null) return [];
  const unpacked = unpackStream(object.value, object.stream, budget.left);
  if (unpacked.kind !== "bytes") return unpacked.kind;
  const text = Buffer.from(unpacked.bytes).toString("latin1");
  const first = numberAt(object.value, "First") ?? 0;
  const pairs = text.slice(0, first).trim().split(/\s+/).map(Number);
  const objects: PdfObject[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const { value } = readValue(text, first + (pairs[at + 1] ?? 0));
    objects.push({ number: pairs[at] ?? 0, generation: 0, value, stream: null });
  }
  return objects;
}

/** A file that is broken so often is made to keep its reader busy. */
const mostMalformed = 200;

const trailerKeys = ["Root", "Info", "ID", "Encrypt"];

/**
 * Reads a PDF by going through it from its beginning to its end, as readers do with one whose table of contents is broken:
 * so nothing hides in a part that the table does not name. Unfolds object streams alone.
 */
export function readPdfFile(bytes: Uint8Array, limits: PdfLimits): ReadPdf {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const objects = new Map<number, PdfObject>();
  const trailer = new Map<string, PdfValue>();
  const lengths = wholeNumbers(text);
  let malformed = 0;
  const budget: Budget = { left: limits.inflated_bytes };
  const noteTrailer = (dict: PdfDict): void => {
    for (const key of trailerKeys) {
      const value = dict.entries.get(key);
      if (value !== undefined) trailer.set(key, value);
    }
  };
  const next = /(?<!\d)(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj(?![a-z])|\btrailer(?=\s*<<)/g;
  for (let head = next.exec(text); head !== null; head = next.exec(text)) {
    if (objects.size > limits.objects) return { kind: "too-many" };
    try {
      if (head[1] === undefined) {
        const { value, end } = readValue(text, head.index + "trailer".length);
        if (value.kind === "dict") noteTrailer(value);
        next.lastIndex = end;
        continue;
      }
      const { object, end } = readObjectAt(bytes, text, head, lengths);
      next.lastIndex = end;
      const { value } = object;
      const type = value.kind === "dict" ? nameAt(value, "Type") : undefined;
      if (type === "XRef" && value.kind === "dict") noteTrailer(value);
      else if (type === "ObjStm") {
        if (trailer.has("Encrypt")) return { kind: "locked" };
        const inner = openObjectStream(object, budget);
        if (inner === "too-large") return { kind: "too-large" };
        // One that cannot be unfolded is noise, or belongs to an encrypted file whose trailer comes later.
        for (const one of inner === "damaged" ? [] : inner) objects.set(one.number, one);
      } else objects.set(object.number, object);
    } catch (error) {
      // What cannot be read is no object: go on behind its head.
      if (!(error instanceof MalformedPdf)) throw error;
      malformed++;
      if (malformed > mostMalformed) return { kind: "damaged" };
    }
  }
  if (trailer.has("Encrypt")) return { kind: "locked" };
  const root = trailer.get("Root");
  if (root?.kind !== "ref" || !objects.has(root.number)) {
    const catalog = [...objects.values()].find(
      ({ value }) => value.kind === "dict" && nameAt(value, "Type") === "Catalog",
    );
    if (catalog === undefined) return { kind: "damaged" };
    trailer.set("Root", { kind: "ref", number: catalog.number, generation: catalog.generation });
  }
  return { kind: "pdf", objects, trailer };
}

/** How many pages a PDF has. */
export function countPages({ objects }: PdfFile): number {
  return [...objects.values()].filter(
    ({ value }) => value.kind === "dict" && nameAt(value, "Type") === "Page",
  ).length;
}

/**
 * Unfolds every stream within the limit and forgets what came out. `damaged` for a chain of filters that is broken: how
 * far a reader would go on with it cannot be told.
 */
export function measureStreams({ objects }: PdfFile, limit: number): "fits" | "too-large" | "damaged" {
  let left = limit;
  for (const { value, stream } of objects.values()) {
    if (stream === null || value.kind !== "dict") continue;
    const unpacked = unpackStream(value, stream, left);
    if (unpacked.kind === "too-large") return "too-large";
    if (unpacked.kind === "bytes") left -= unpacked.measured;
    else if (namesOf(value.entries.get("Filter")).length > 1) return "damaged";
  }
  return "fits";
}
