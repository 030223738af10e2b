import type { Change, VersionDiff } from "../diff/change.ts";
import type { RunClass } from "../diff/reason.ts";
import { plural } from "./counts.ts";

/** How often each kind of change is there, in the order of the changes: `1 step added, 2 edges rewired`. */
export function changeCounts(changes: readonly Change[]): string {
  if (changes.length === 0) return "no difference";
  const counts = new Map<string, { readonly area: Change["area"]; readonly done: string; count: number }>();
  for (const { area, change, field } of changes) {
    const done = field === null || change !== "changed" ? change : "changed";
    const known = counts.get(`${area} ${done}`);
    if (known === undefined) counts.set(`${area} ${done}`, { area, done, count: 1 });
    else known.count++;
  }
  return [...counts.values()].map(({ area, done, count }) => `${counted(area, count)} ${done}`).join(", ");
}

const nouns: Readonly<Record<Change["area"], string>> = {
  step: "step",
  store: "store",
  lane: "lane",
  edge: "edge",
  line: "line",
  wiring: "store access",
  order: "order",
  policy: "policy",
  registry: "registry field",
  handler: "handler",
  data: "declaration",
  key: "state key",
};

const plurals: Partial<Readonly<Record<Change["area"], string>>> = {
  wiring: "store accesses",
  policy: "policies",
};

function counted(area: Change["area"], count: number): string {
  const many = plurals[area];
  return count !== 1 && many !== undefined ? `${count} ${many}` : plural(count, nouns[area]);
}

/** Headings of the kinds of change, in the order of a report. */
export const areaTitles: Readonly<Record<Change["area"], string>> = {
  step: "Steps",
  edge: "Edges",
  line: "Lines without meaning",
  wiring: "Store access",
  store: "Stores",
  lane: "Lanes",
  order: "Drawing order",
  policy: "Policy",
  data: "Data flow",
  key: "State keys",
  handler: "Handlers",
  registry: "Registry",
};

/** `+`, `-` or `~`. */
export function changeSign({ change }: Change): string {
  return change === "added" ? "+" : change === "removed" ? "-" : "~";
}

const signed = (sign: string, names: string | null): string[] =>
  names === null ? [] : names.split(", ").map((name) => sign + name);

/** A list of names dropped and come: `−a, −b, +c`. */
function namesChanged({ before, after }: Change): string {
  return [...signed("−", before), ...signed("+", after)].join(", ");
}

const dataLists = new Set(["reads", "optional", "writes", "attrs"]);

/** Before and after of a change in one line; an empty string when the subject says it all. */
export function changeDetail(change: Change): string {
  const { area, field, before, after } = change;
  if (area === "order") return `${field ?? ""} are drawn in another order`;
  if (area === "data" && field !== null && dataLists.has(field)) return `${field} ${namesChanged(change)}`;
  if (area === "edge" && change.change !== "changed")
    return before === null || after === null ? "" : `was ${before}`;
  if (change.change === "renamed") return `was ${before ?? ""}`;
  if (field === null) return after ?? before ?? "";
  return `${field} ${before ?? "none"} → ${after ?? "none"}`;
}

/** What each class means for runs that were saved before, as a sentence. */
export const verdictTexts: Readonly<Record<RunClass, string>> = {
  safe: "Runs that were saved before are resumed as they are.",
  "needs migration": "Runs that were saved before are resumed once their records are rewritten.",
  breaks: "Some runs that were saved before cannot be resumed.",
};

/** One line: what differs, and what it means for saved runs. */
export function diffSummary({ changes, savedRuns }: VersionDiff): string {
  return changes.length === 0
    ? "no difference"
    : `${changeCounts(changes)}; saved runs: ${savedRuns.verdict}`;
}
