import type { Palette } from "./palette.ts";
import type { ShownValue, Why, WhyKey, WhyWriter } from "./why.ts";

const longestValue = 60;

function valueText(value: ShownValue): string {
  if (value.kind === "unknown") return "";
  if (value.kind === "personal") return " = (personal data)";
  const text = JSON.stringify(value.value);
  return ` = ${text.length > longestValue ? `${text.slice(0, longestValue)}…` : text}`;
}

function stepText({ visit, step, sure }: WhyWriter, palette: Palette): string {
  return `${sure ? "" : palette.yellow("perhaps ")}${visit}${step === null ? "" : palette.dim(` (${step})`)}`;
}

const leftOut = {
  "told-above": "told above",
  "no-code": "its code is not there, so what it reads is not known",
  "too-deep": "more with a greater --depth",
} as const;

function afterWriter(writer: WhyWriter, palette: Palette): string {
  const rest = writer.left_out === null ? "" : palette.dim(`, ${leftOut[writer.left_out]}`);
  return `${stepText(writer, palette)}${palette.cyan(valueText(writer.value))}${rest}`;
}

/** The ways in which a key came to what it is, one line each with what lies below. */
function branches(key: WhyKey, palette: Palette): readonly { line: string; below: readonly WhyKey[] }[] {
  const sources = key.writers.map((writer) => ({
    line: afterWriter(writer, palette),
    below: writer.from ?? [],
  }));
  if (key.earlier.length > 0)
    sources.push({ line: `${palette.yellow("or earlier")} ${key.earlier.join(", ")}`, below: [] });
  if (key.input !== null) {
    const or = key.writers.length > 0 ? palette.yellow("or ") : "";
    sources.push({ line: `${or}the run's input${palette.cyan(valueText(key.input))}`, below: [] });
  }
  if (sources.length > 0) return sources;
  return [
    {
      line: palette.dim(
        key.optional === null ? "nobody on this way" : `nobody on this way; without it: ${key.optional}`,
      ),
      below: [],
    },
  ];
}

function keyLines(key: WhyKey, palette: Palette): readonly string[] {
  const ways = branches(key, palette);
  const [only] = ways;
  if (only !== undefined && ways.length === 1)
    return [`${palette.bold(key.key)} ← ${only.line}`, ...treeLines(only.below, palette)];
  return [
    palette.bold(key.key),
    ...nested(ways.map(({ line, below }) => [`← ${line}`, ...treeLines(below, palette)])),
  ];
}

/** Blocks of lines, each hung below the line before them. */
function nested(blocks: readonly (readonly string[])[]): readonly string[] {
  return blocks.flatMap((lines, at) => {
    const isLast = at === blocks.length - 1;
    return lines.map((line, row) => {
      if (row === 0) return `${isLast ? "└─" : "├─"} ${line}`;
      return `${isLast ? "  " : "│ "} ${line}`;
    });
  });
}

function treeLines(keys: readonly WhyKey[], palette: Palette): readonly string[] {
  return nested(keys.map((key) => keyLines(key, palette)));
}

/** Why a key held what it held, for people: a tree of keys, each with the step that wrote it and the keys that this step read. */
export function whyText(why: Why, palette: Palette): string {
  const marks = why.personal ? "  personal data, so no value is shown" : "";
  const some = why.writers.some(({ sure }) => !sure);
  const several =
    why.written.length > 1
      ? [palette.dim(`${some ? "Perhaps written by" : "Written by"} ${why.written.join(", then ")}.`)]
      : [];
  const could = why.could_write.join(", ");
  const never =
    why.writers.length > 0
      ? []
      : [`No step of this run wrote it.${could === "" ? "" : ` Steps that would: ${could}.`}`];
  return [
    `${palette.dim(`${why.source} of ${why.run_id}`)}${marks}`,
    ...(why.doc === null ? [] : [palette.dim(why.doc)]),
    ...several,
    ...never,
    "",
    ...keyLines(why, palette),
    ...(some
      ? [
          "",
          `${palette.yellow("note")} A log does not say what a step wrote: \`perhaps\` is a step that declares to write the key. A trace says it (\`ragstep run … --trace FILE\`).`,
        ]
      : []),
  ].join("\n");
}
