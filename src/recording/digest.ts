import { createHash } from "node:crypto";

/** Longer values, in characters of JSON, are kept as a digest. */
const longestValue = 100;
/** An object of this size is kept as an object of digests, so that a difference names the field. */
const longestFields = 240;
const hashDigits = 10;

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, hashDigits);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function short(value: unknown, text: string): unknown {
  if (typeof value === "string") return `(${value.length} characters, ${hash(text)})`;
  if (Array.isArray(value))
    return `(${value.length} ${value.length === 1 ? "entry" : "entries"}, ${hash(text)})`;
  return `(${Object.keys(isObject(value) ? value : {}).length} fields, ${hash(text)})`;
}

/** Texts of this length are what people or models wrote, which is in nobody's interest to keep. */
const longestText = 48;

function withoutLongTexts(value: unknown): unknown {
  if (typeof value === "string")
    return value.length <= longestText ? value : short(value, JSON.stringify(value));
  if (Array.isArray(value)) return value.map((one) => withoutLongTexts(one));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withoutLongTexts(field)]));
}

/** A plain value as a recording keeps it: itself when it is short, else its size and the beginning of its SHA-256, and so each long text in it. */
export function digestOf(whole: unknown): unknown {
  const value = withoutLongTexts(whole);
  const text = JSON.stringify(value) ?? "null";
  if (text.length <= longestValue) return value;
  if (!isObject(value)) return short(value, text);
  const fields = Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const fieldText = JSON.stringify(field) ?? "null";
      return [name, fieldText.length <= longestValue / 2 ? field : short(field, fieldText)];
    }),
  );
  return JSON.stringify(fields).length <= longestFields ? fields : short(value, text);
}
