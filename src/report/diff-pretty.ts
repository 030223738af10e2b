import type { VersionDiff } from "../diff/change.ts";
import { areaTitles, changeDetail, changeSign, diffSummary, verdictTexts } from "./diff-text.ts";
import { plainPalette } from "./palette.ts";
import type { Palette } from "./palette.ts";

function paintOf(sign: string, palette: Palette): (text: string) => string {
  return sign === "+" ? palette.green : sign === "-" ? palette.red : palette.yellow;
}

/** The difference of two versions for a terminal: changes by kind, then what they mean for saved runs. */
export function prettyDiff(diff: VersionDiff, palette: Palette = plainPalette): string {
  const { before, after, changes, savedRuns, notCompared } = diff;
  const lines = [palette.bold(`${before.name} → ${after.name}: ${diffSummary(diff)}`)];
  for (const [area, title] of Object.entries(areaTitles)) {
    const found = changes.filter((change) => change.area === area);
    if (found.length === 0) continue;
    lines.push("", palette.bold(title));
    for (const change of found) {
      const sign = changeSign(change);
      const detail = changeDetail(change);
      const subject = change.area === "order" ? "" : ` ${change.subject}`;
      lines.push(`  ${paintOf(sign, palette)(sign + subject)}  ${detail}`.trimEnd());
    }
  }
  if (changes.length > 0) {
    const paint = { safe: palette.green, "needs migration": palette.yellow, breaks: palette.red };
    const { verdict, reasons } = savedRuns;
    lines.push("", `${palette.bold("Saved runs:")} ${paint[verdict](verdict)}`, `  ${verdictTexts[verdict]}`);
    for (const reason of reasons) lines.push(`  ${paint[reason.class](reason.class)}: ${reason.text}`);
  }
  if (notCompared.length > 0) lines.push("", palette.dim(`Not compared: ${notCompared.join("; ")}.`));
  return `${lines.join("\n")}\n`;
}
