import { createHash } from "node:crypto";

/** Deeper values are not looked into: no state is nested like that on purpose. */
const maxDepth = 64;

/** Text that stands for a value that has no JSON of its own. */
function named(what: string): string {
  return `(${what})`;
}

function plain(value: unknown, above: readonly object[]): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  // JSON knows one zero.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : named(String(value));
  if (typeof value === "bigint") return value.toString();
  return typeof value === "object" ? plainObject(value, above) : named(typeof value);
}

function plainObject(value: object, above: readonly object[]): unknown {
  if (above.includes(value) || above.length > maxDepth) return named("deeper");
  const below = [...above, value];
  if (value instanceof Uint8Array)
    return `(${value.byteLength} bytes, ${createHash("sha256").update(value).digest("hex")})`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? named("no date") : value.toISOString();
  if (value instanceof Map)
    return Array.from(value, ([name, one]) => [plain(name, below), plain(one, below)]);
  if (Array.isArray(value) || value instanceof Set) return Array.from(value, (one) => plain(one, below));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, plain(one, below)]),
  );
}

/** A copy of a value as JSON can hold it. What a value holds beside data, such as a function, becomes its name. */
export function plainValue(value: unknown): unknown {
  return plain(value, []);
}
