import { readFile, stat } from "node:fs/promises";
import { UsageError } from "../diagnostics/errors.ts";
import { jsonError } from "../text/json-error.ts";
import { positionAt, sourceFile } from "../text/source-file.ts";

/** Largest request file that is read, in bytes; attachments travel inside it. */
export const maxRequestBytes = 32 * 1024 * 1024;

async function readLimited(path: string, shown: string): Promise<string> {
  try {
    const facts = await stat(path);
    if (!facts.isFile())
      throw new UsageError("request-unreadable", `\`${shown}\` is no file; a JSON file is expected.`);
    if (facts.size > maxRequestBytes) {
      throw new UsageError(
        "request-too-large",
        `\`${shown}\` has ${facts.size} bytes; the limit is ${maxRequestBytes} bytes.`,
        {
          hint: "Name large attachments by path instead of putting them into the request.",
        },
      );
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof TypeError) {
      throw new UsageError("request-not-json", `\`${shown}\` is not UTF-8 text; JSON is expected.`, {
        cause: error,
      });
    }
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new UsageError("request-missing", `There is no file \`${shown}\`.`, {
        hint: "Name a request file that exists.",
      });
    }
    throw new UsageError("request-unreadable", `\`${shown}\` cannot be read (${code}).`, { cause: error });
  }
}

/** The first line of a mended text that differs from the written one. */
function changedLine(text: string, mended: string): string {
  const written = text.split("\n");
  const line = mended.split("\n").find((one, at) => one !== written[at]) ?? mended;
  return line.trim().slice(0, 200);
}

function refuseProto(this: unknown, key: string, value: unknown): unknown {
  if (key === "__proto__")
    throw new UsageError("request-proto-key", "A request must not hold a key `__proto__`.");
  return value;
}

/** Reads a JSON file given by a user. Throws a `UsageError` that says what is wrong with it, and where. */
export async function readJson(path: string, shown: string): Promise<unknown> {
  const text = await readLimited(path, shown);
  try {
    return JSON.parse(text, refuseProto);
  } catch (error) {
    if (error instanceof UsageError) {
      throw new UsageError(error.code, `\`${shown}\` holds a key \`__proto__\`, which no request needs.`, {
        hint: "Remove the key.",
      });
    }
    if (!(error instanceof SyntaxError)) {
      throw new UsageError("request-not-json", `\`${shown}\` is nested too deeply to be read.`, {
        cause: error,
      });
    }
    const file = sourceFile(shown, text);
    const { offset, expected, mended } = jsonError(text) ?? {
      offset: 0,
      expected: "a value",
      mended: undefined,
    };
    const { line, column } = positionAt(file, offset);
    if (text.trim() === "")
      throw new UsageError("request-not-json", `\`${shown}\` is empty; a JSON object is expected.`, {
        hint: '{ "input": { … } }',
        cause: error,
      });
    const place =
      offset === text.length
        ? `the file ends at line ${line}, column ${column}`
        : `line ${line}, column ${column}`;
    throw new UsageError(
      "request-not-json",
      `\`${shown}\` is not JSON: ${place}, where ${expected} is expected.`,
      {
        ...(mended === undefined ? {} : { hint: changedLine(text, mended) }),
        cause: error,
      },
    );
  }
}
