import { inflateWithin } from "../zip/inflate.ts";
import { namesOf, type PdfDict } from "./values.ts";

/** Filters that make no more bytes out of their input, and those of images, which are measured by their pixels. */
const harmless = new Set([
  "ASCIIHexDecode",
  "AHx",
  "DCTDecode",
  "DCT",
  "JPXDecode",
  "JBIG2Decode",
  "CCITTFaxDecode",
  "CCF",
  "Crypt",
]);
const flate = new Set(["FlateDecode", "Fl"]);

export type Unpacked =
  | {
      readonly kind: "bytes";
      readonly bytes: Uint8Array;
      /** Bytes that came out on the way. */ readonly measured: number;
    }
  | { readonly kind: "too-large" }
  | { readonly kind: "damaged" };

function unAscii85(bytes: Uint8Array): Uint8Array {
  const text =
    Buffer.from(bytes)
      .toString("latin1")
      .replace(/^\s*<~/, "")
      .split("~>", 1)[0] ?? "";
  const out: number[] = [];
  let group: number[] = [];
  const flush = (count: number): void => {
    const padded = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0) >>> 0;
    for (let i = 0; i < count; i++) out.push((value >>> (24 - 8 * i)) & 0xff);
    group = [];
  };
  for (const character of text) {
    if (character === "z" && group.length === 0) out.push(0, 0, 0, 0);
    else if (character >= "!" && character <= "u") group.push(character.charCodeAt(0) - 33);
    if (group.length === 5) flush(4);
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(out);
}

function runLengths(bytes: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const mark = bytes[at] ?? 128;
    if (mark === 128) break;
    length += mark < 128 ? mark + 1 : 257 - mark;
    at += mark < 128 ? mark + 2 : 2;
  }
  return length;
}

/** Bytes that LZW data unfolds to, without unfolding it: an entry of the table is as long as the one it extends plus one. */
function lzwLength(bytes: Uint8Array): number {
  let lengths: number[] = [];
  let previous = 0;
  let total = 0;
  let width = 9;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >>> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      lengths = [];
      previous = 0;
      width = 9;
      continue;
    }
    const length = code < 256 ? 1 : (lengths[code - 258] ?? previous + 1);
    if (previous > 0 && lengths.length < 4096 - 258) lengths.push(previous + 1);
    previous = length;
    total += length;
    const next = lengths.length + 258 + 1;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return total;
}

/**
 * Undoes the filters of a stream, at most `limit` bytes. What images are packed with is left as it is. A filter that would
 * unfold after LZW or run lengths counts as damaged: nothing that makes documents writes that.
 */
export function unpackStream(dict: PdfDict, packed: Uint8Array, limit: number): Unpacked {
  let bytes = packed;
  let measured = 0;
  const filters = namesOf(dict.entries.get("Filter") ?? dict.entries.get("F"));
  for (const [at, filter] of filters.entries()) {
    if (harmless.has(filter)) {
      if (filter === "ASCIIHexDecode" || filter === "AHx") {
        const digits = Buffer.from(bytes).toString("latin1").split(">", 1)[0]?.replaceAll(/\s/g, "") ?? "";
        bytes = Buffer.from(digits, "hex");
      }
    } else if (filter === "ASCII85Decode" || filter === "A85") bytes = unAscii85(bytes);
    else if (flate.has(filter)) {
      const inflated = inflateWithin(bytes, limit - measured, "zlib");
      if (inflated.kind !== "bytes") return { kind: inflated.kind };
      bytes = inflated.bytes;
      measured += bytes.length;
    } else {
      const isRun = filter === "RunLengthDecode" || filter === "RL";
      if (!isRun && filter !== "LZWDecode" && filter !== "LZW") return { kind: "damaged" };
      measured += isRun ? runLengths(bytes) : lzwLength(bytes);
      if (measured > limit) return { kind: "too-large" };
      if (at < filters.length - 1) return { kind: "damaged" };
    }
  }
  return measured > limit ? { kind: "too-large" } : { kind: "bytes", bytes, measured };
}
