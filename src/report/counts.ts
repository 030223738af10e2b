/** Looked-at counts of a check, by the plural of what was counted: `{ nodes: 135, edges: 172 }`. */
export type Counts = Readonly<Record<string, number>>;

/** `135 nodes, 172 edges`: in the order given. */
export function countsText(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${count === 1 ? singular(name) : name}`)
    .join(", ");
}

/** `1 warning`, `2 warnings`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function singular(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/s$/, "");
}
