import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import { stemsOf } from "./stems.ts";
import { fold } from "./words.ts";

/** One idea and the ways to write it. The first term names it. */
export type SynonymGroup = readonly string[];

/** Words that mean the same to those who ask. Works on stems, so that one form of a word stands for all. */
export interface Thesaurus {
  /** Changes when the groups change. */
  readonly id: string;
  /** The same stems with every term of a group put as the group's own token, the longest terms first. */
  canonical(stems: readonly string[]): readonly string[];
  /** Other ways to write what the stems say, each a sequence of stems. */
  alternatives(stems: readonly string[]): readonly (readonly string[])[];
}

interface Entry {
  readonly stems: readonly string[];
  readonly group: number;
}

const fileSchema = z.strictObject({ synonyms: z.array(z.array(z.string().min(1)).min(2)) });

/** A thesaurus of the given groups. Of two groups that hold the same term, the first keeps it. */
export function createThesaurus(groups: readonly SynonymGroup[]): Thesaurus {
  const byFirst = new Map<string, Entry[]>();
  const terms: (readonly (readonly string[])[])[] = [];
  const seen = new Set<string>();
  const names = groups.map(([name]) => fold(name ?? ""));
  groups.forEach((group, index) => {
    const sequences: (readonly string[])[] = [];
    for (const term of group) {
      const stems = stemsOf(term, "questions");
      const [first] = stems;
      if (first === undefined || seen.has(stems.join(" "))) continue;
      seen.add(stems.join(" "));
      sequences.push(stems);
      byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, group: index }]);
    }
    terms.push(sequences);
  });
  for (const entries of byFirst.values()) entries.sort((a, b) => b.stems.length - a.stems.length);

  const entryAt = (stems: readonly string[], at: number): Entry | undefined =>
    byFirst.get(stems[at] ?? "")?.find((entry) => entry.stems.every((stem, i) => stems[at + i] === stem));

  return {
    id: createHash("sha256").update(JSON.stringify(groups)).digest("hex").slice(0, 8),
    canonical(stems) {
      const result: string[] = [];
      for (let at = 0; at < stems.length;) {
        const entry = entryAt(stems, at);
        result.push(entry === undefined ? (stems[at] ?? "") : `=${names[entry.group] ?? ""}`);
        at += entry?.stems.length ?? 1;
      }
      return result;
    },
    alternatives(stems) {
      const result: (readonly string[])[] = [];
      const used = new Set<number>();
      for (let at = 0; at < stems.length;) {
        const entry = entryAt(stems, at);
        if (entry !== undefined && !used.has(entry.group)) {
          used.add(entry.group);
          for (const term of terms[entry.group] ?? []) if (term !== entry.stems) result.push(term);
        }
        at += entry?.stems.length ?? 1;
      }
      return result;
    },
  };
}

/** Reads a thesaurus file (`synonyms:` and a list of lists). Throws a `UsageError` that names the file and what is wrong in it. */
export function readThesaurus(file: string): Thesaurus {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new UsageError("thesaurus-unreadable", `The thesaurus \`${file}\` cannot be read as YAML.`, {
      cause,
    });
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    throw new UsageError(
      "thesaurus-invalid",
      `The thesaurus \`${file}\` is not a list of synonym groups: ${z.prettifyError(parsed.error)}`,
      {
        hint: "synonyms:\n  - [TFR, trattamento di fine rapporto]",
      },
    );
  }
  return createThesaurus(parsed.data.synonyms);
}
