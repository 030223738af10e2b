import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import { publishedSchema } from "../golden/golden-entry.ts";
import type { GoldenEntry } from "../golden/types.ts";

/** A document as `knowledge/<id>.md` holds it: front matter, then its text in paragraphs. */
export interface SourceDocument {
  readonly id: string;
  readonly title: string;
  /** ISO date of the last change. */
  readonly date: string;
  readonly tags: readonly string[];
  /** The law or circular it rests on. */
  readonly source: string;
  readonly quality: number;
  readonly authority: number;
  readonly text: string;
}

/** The files of a data directory, read but not yet understood: cheap enough to see at each start whether anything changed. */
export interface DataDirectory {
  /** SHA-256 over names and contents. */
  readonly hash: string;
  documents(): readonly SourceDocument[];
  golden(): readonly Omit<GoldenEntry, "version">[];
}

const frontMatter = z.strictObject({
  title: z.string().min(1),
  date: z.iso.date(),
  tags: z.array(z.string()).min(1),
  source: z.string().min(1),
  quality: z.number().min(0).max(1),
  authority: z.number().min(0).max(1),
});
const goldenFile = z.array(publishedSchema);

function checked<T>(schema: z.ZodType<T>, content: () => unknown, file: string, what: string): T {
  try {
    return schema.parse(content());
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError
        ? z.prettifyError(cause)
        : cause instanceof Error
          ? cause.message
          : String(cause);
    throw new UsageError("data-invalid", `\`${file}\` does not hold ${what}: ${reason}`, { cause });
  }
}

function readDocument(file: string, content: string): SourceDocument {
  const parts = /^---\r?\n(?<head>.*?)\r?\n---\r?\n(?<text>.*)$/su.exec(content)?.groups;
  const head = checked(frontMatter, () => parse(parts?.["head"] ?? ""), file, "a document with front matter");
  const text = (parts?.["text"] ?? "").trim();
  if (text === "") throw new UsageError("data-invalid", `\`${file}\` has no text below its front matter.`);
  return { id: path.basename(file, ".md"), ...head, text };
}

/** Reads `knowledge/*.md` and `golden.yml` of a folder. Throws a `UsageError` that names the file that is missing or wrong. */
export function readDataDirectory(directory: string): DataDirectory {
  const hash = createHash("sha256");
  const files = new Map<string, string>();
  try {
    const names = readdirSync(path.join(directory, "knowledge")).filter((name) => name.endsWith(".md"));
    for (const name of [...names.toSorted().map((one) => path.join("knowledge", one)), "golden.yml"]) {
      const content = readFileSync(path.join(directory, name), "utf8");
      files.set(name, content);
      hash.update(JSON.stringify([name, content]));
    }
  } catch (cause) {
    throw new UsageError("data-missing", `The data directory \`${directory}\` cannot be read.`, {
      cause,
      hint: "It holds `knowledge/<id>.md` files and a `golden.yml`.",
    });
  }
  return {
    hash: hash.digest("hex"),
    documents: () =>
      [...files].flatMap(([name, content]) =>
        name === "golden.yml" ? [] : [readDocument(path.join(directory, name), content)],
      ),
    golden: () =>
      checked(
        goldenFile,
        () => parse(files.get("golden.yml") ?? ""),
        path.join(directory, "golden.yml"),
        "a list of golden answers",
      ),
  };
}
