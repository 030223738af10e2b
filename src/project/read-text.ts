import { readFileSync, statSync } from "node:fs";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { projectCodes } from "./codes.ts";
import type { Overlay } from "./overlay.ts";

/** Largest diagram or registry that is read, in bytes: 50,000 steps take about a quarter of it. */
export const maxTextBytes = 32 * 1024 * 1024;

/** What a file is to its readers, so that a message can say what is missing. */
export interface TextFile {
  readonly path: string;
  /** The path as messages show it. */
  readonly shown: string;
  /** `diagram`, `registry`. */
  readonly role: string;
  /** Taken instead of what is on disk. */
  readonly overlay?: Overlay | undefined;
}

function problem(code: keyof typeof projectCodes, message: string, hint: string): Result<SourceFile | null> {
  const diagnostic: Diagnostic = { code, severity: projectCodes[code].severity, message, hint };
  return { value: null, diagnostics: [diagnostic] };
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** Reads a text written by people. Never throws: what cannot be read gives a diagnostic and null. A BOM is left in place. */
export function readText({ path, shown, role, overlay }: TextFile): Result<SourceFile | null> {
  const put = overlay?.get(path);
  if (typeof put === "string") return decoded(Buffer.from(put), shown, role);
  let bytes: Buffer;
  try {
    const facts = statSync(path);
    if (!facts.isFile())
      return problem(
        "file-unreadable",
        `The ${role} \`${shown}\` is no file.`,
        `Name a file: \`--${role} FILE\`.`,
      );
    if (facts.size > maxTextBytes) {
      const hint = "Check that it is the file you meant.";
      return problem(
        "file-too-large",
        `The ${role} \`${shown}\` has ${facts.size} bytes; at most ${maxTextBytes} are read.`,
        hint,
      );
    }
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") {
      return problem(
        "file-missing",
        `The ${role} \`${shown}\` does not exist.`,
        `Create it, or name another: \`--${role} FILE\`.`,
      );
    }
    return problem(
      "file-unreadable",
      `The ${role} \`${shown}\` cannot be read (${code}).`,
      `Check its permissions: \`ls -l ${shown}\`.`,
    );
  }
  return decoded(bytes, shown, role);
}

function decoded(bytes: Buffer, shown: string, role: string): Result<SourceFile | null> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return problem("file-binary", `The ${role} \`${shown}\` is not UTF-8 text.`, "Save it as UTF-8.");
  }
  if (text.includes("\0")) {
    return problem(
      "file-binary",
      `The ${role} \`${shown}\` holds NUL bytes, so it is no text.`,
      "Save it as UTF-8.",
    );
  }
  if (text.trim() === "") {
    const hint = role === "diagram" ? "flowchart TD\n  Start([Start]) --> Done([Done])" : "steps: []";
    return problem("file-empty", `The ${role} \`${shown}\` is empty.`, hint);
  }
  return { value: sourceFile(shown, text), diagnostics: [] };
}
