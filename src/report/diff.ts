/** One line of a difference: kept, removed from the old text, added by the new one. */
interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Above this many pairs of lines the changed middle is shown as removed and added as a whole. */
const maxPairs = 4_000_000;

function changed(before: readonly string[], after: readonly string[]): Line[] {
  const removed = before.map((text): Line => ({ mark: "-", text }));
  const added = after.map((text): Line => ({ mark: "+", text }));
  if (before.length * after.length > maxPairs) return [...removed, ...added];
  // common[i][j]: the longest common run of lines of before[i..] and after[j..], as the textbook does it.
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      lines.push({ mark: " ", text: before[i] ?? "" });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push({ mark: "-", text: before[i++] ?? "" });
    } else {
      lines.push({ mark: "+", text: after[j++] ?? "" });
    }
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)];
}

function kept(lines: readonly string[]): Line[] {
  return lines.map((text) => ({ mark: " ", text }));
}

/**
 * The difference of two texts, line by line with two lines around each change, under a heading. An empty string when
 * they are equal.
 */
export function textDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const lines = [
    ...kept(old.slice(0, head)),
    ...changed(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...kept(old.slice(old.length - tail)),
  ];
  const near = lines.map((_, place) =>
    lines.slice(Math.max(0, place - 2), place + 3).some(({ mark }) => mark !== " "),
  );
  const shown = lines.flatMap(({ mark, text }, place) => {
    if (near[place]) return [`${mark}${text}`];
    return near[place - 1] ? ["…"] : [];
  });
  return [`--- ${path}`, `+++ ${path}`, ...shown, ""].join("\n");
}
