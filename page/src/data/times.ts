/** A length of time as people read it: `0.4 ms`, `12 ms`, `1.2 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9950 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const units = [
  [60, 1, "s"],
  [3600, 60, "min"],
  [86_400, 3600, "h"],
] as const;

/** How long ago something was: `now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`. */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 2) return "now";
  for (const [below, length, unit] of units)
    if (seconds < below) return `${Math.floor(seconds / length)} ${unit} ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** A number with its word: `1 step`, `3 steps`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
