/** An edge as reports name it: `A -->|Yes| B`. */
export function edgeName(from: string, label: string | null, to: string): string {
  return `${from} -->${label === null ? "" : `|${label}|`} ${to}`;
}
