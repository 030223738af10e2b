import { mayFit } from "./masking.ts";

/** UTF-16 units of JSON; a longer value is not held. */
const longestHeld = 250_000;

/** Headers by which somebody acts as somebody: seeing texts of users is no leave to be them. */
const credentials = new Set(["authorization", "proxy-authorization", "cookie", "x-api-key"]);

/** The secrets among the headers of a request, each with and without its scheme. */
export function secretsOf(headers: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(headers).flatMap(([name, value]) =>
      credentials.has(name) ? [value, value.replace(/^\S+ +/, "")] : [],
    ),
  );
}

/** The value as JSON without any of the secrets; null when it is none, or too long to be held. */
export function clearText(value: unknown, secrets: ReadonlySet<string>): string | null {
  if (!mayFit(value, longestHeld)) return null;
  const text: string | undefined = JSON.stringify(value, (name, part: unknown) =>
    typeof part === "string" && (secrets.has(part) || credentials.has(name.toLowerCase()))
      ? "[hidden]"
      : part,
  );
  return text === undefined || text.length > longestHeld ? null : text;
}
