import type { RegistryEntry } from "../registry/entry.ts";

/** What generated text stands between; everything else of a step's page is kept as people wrote it. */
export const markers = {
  facts: { begin: "<!-- FACTS:BEGIN -->", end: "<!-- FACTS:END -->" },
  audit: { begin: "<!-- AUTO-AUDIT:BEGIN -->", end: "<!-- AUTO-AUDIT:END -->" },
} as const;

/** Stands before the text about behaviour, which shares its section with generated facts. */
export const behaviorMark = "**Behavior notes:**";

/** The sections that people write, by heading; what the code does has no heading of its own. */
export const proseHeadings = {
  intent: "Intent (Blueprint)",
  behavior: "Current Implementation (Repo)",
  differences: "Differences (Blueprint vs Current)",
  risks: "Risks / Impact",
} as const;

export type ProseName = keyof typeof proseHeadings;

export const proseNames = [
  "intent",
  "behavior",
  "differences",
  "risks",
] as const satisfies readonly ProseName[];

/** What people wrote on a step's page. */
export interface StepProse extends Readonly<Record<ProseName, string>> {
  /** Sections of their own, with their headings, in the order of the page. */
  readonly more: readonly string[];
}

/** Nothing written yet. */
export const noProse: StepProse = { intent: "", behavior: "", differences: "", risks: "", more: [] };

/** The sections that are generated as a whole. */
export const generatedHeadings = ["TDD Task List", "Done When", "Links"] as const;

/** The name of a step's page inside the folder of the step docs. */
export function stepPageName(entry: Pick<RegistryEntry, "step" | "id">): string {
  return `STEP-${entry.step}-${entry.id}.md`;
}

const begins = new Set<string>(Object.values(markers).map(({ begin }) => begin));
const ends = new Set<string>(Object.values(markers).map(({ end }) => end));
const ownHeadings = new Set<string>(generatedHeadings);

/**
 * The page without what stands between markers. The headings of generated sections stay: what follows a block belongs to
 * none of the people's sections. A block whose end is missing ends where people's words begin, so that none are lost.
 */
function withoutGenerated(page: string): string {
  const kept: string[] = [];
  let inBlock = false;
  for (const line of page.split(/\r?\n/)) {
    const word = line.trim();
    if (begins.has(word) || ends.has(word)) {
      inBlock = begins.has(word);
      continue;
    }
    const isHeading = line.startsWith("## ");
    const isOwn = isHeading && ownHeadings.has(line.slice(3).trim());
    if ((isHeading && !isOwn) || line.startsWith(behaviorMark)) inBlock = false;
    if (!inBlock || isOwn) kept.push(line);
  }
  return kept.join("\n");
}

function behaviorIn(section: string): string {
  const at = section.indexOf(behaviorMark);
  return at === -1 ? section : section.slice(at + behaviorMark.length).trim();
}

/** Reads what people wrote on a step's page, whichever of its parts are missing. */
export function readStepProse(page: string): StepProse {
  const sections = new Map<string, string>();
  for (const part of withoutGenerated(page).split(/^## /m).slice(1)) {
    const heading = part.split("\n", 1)[0] ?? "";
    sections.set(heading.trim(), part.slice(heading.length).trim());
  }
  const own = new Set<string>([...Object.values(proseHeadings), ...generatedHeadings]);
  const text = (name: ProseName): string => sections.get(proseHeadings[name]) ?? "";
  return {
    intent: text("intent"),
    behavior: behaviorIn(text("behavior")),
    differences: text("differences"),
    risks: text("risks"),
    more: [...sections]
      .filter(([heading]) => !own.has(heading))
      .map(([heading, body]) => `## ${heading}\n\n${body}`.trimEnd()),
  };
}
