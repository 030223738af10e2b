import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../fixtures/mermaid/", import.meta.url);

/** A flowchart of the fixtures; `name` is its file and line. */
export interface Fixture {
  readonly name: string;
  readonly text: string;
}

function unescaped(line: string): string {
  const text = line.startsWith("!") ? line.slice(1) : `flowchart TD\n${line}`;
  return text
    .replaceAll("\\n", "\n")
    .replaceAll("\\r", "\r")
    .replaceAll("\\t", "\t")
    .replaceAll("@@BOM", "\ufeff");
}

/** The fixtures, one a line of `test/fixtures/mermaid/*.txt`. */
export function writtenFixtures(): Fixture[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .flatMap((file) =>
      readFileSync(new URL(file, folder), "utf8")
        .split("\n")
        .map((line, i) => ({ name: `${file}:${i + 1}`, line }))
        .filter(({ line }) => line !== "" && !line.startsWith("# "))
        .map(({ name, line }) => ({ name, text: unescaped(line) })),
    );
}

const brackets = [
  "[?]",
  "(?)",
  "{?}",
  "([?])",
  "[[?]]",
  "[(?)]",
  "((?))",
  "(((?)))",
  "{{?}}",
  ">?]",
  "[/?/]",
  "[/?\\]",
  "[\\?/]",
  "[\\?\\]",
  "(-?-)",
];
const labels = [
  "x",
  '"x (y)"',
  '"`**x** y`"',
  "a b",
  '"S1 · x<br/>y"',
  "#quot;x#quot;",
  "a\n b",
  "end",
  "x | y",
  '"',
  "~~~",
];
const links = [
  "-->",
  "---",
  "-.->",
  "==>",
  "~~~",
  "--x",
  "o--o",
  "<-->",
  "-->|t|",
  '-->|"t u"|',
  "-- t -->",
  '== "t" ==>',
  "-. t .-",
  "e1@-->",
  "e1@-- t --x",
  "---->",
];
const ends = ["B", "B[y]", "B:::k", "B[y]:::k", "B@{ shape: circle }", "B & C", "B --> C", "xB", "oB", ""];
const frames = [
  "?",
  "subgraph s\n?\nend",
  "subgraph s [T]\ndirection LR\n?\nend\nB",
  "?\nclass A,B k",
  "A:::z\n?",
  "%% c\n?\n%% d",
];

/** Every shape with every label, every link with every target, and both in every surrounding. */
export function crossedFixtures(): Fixture[] {
  const nodes = brackets.flatMap((bracket) => labels.map((label) => `A${bracket.replace("?", () => label)}`));
  const edges = links.flatMap((link) => ends.flatMap((end) => [`A ${link} ${end}`, `A${link}${end}`]));
  const statements = [...nodes, ...edges];
  const framed = statements.flatMap((statement, i) => {
    const frame = frames[i % frames.length] ?? "?";
    return [statement, frame.replace("?", () => statement)];
  });
  return [...new Set(framed)].map((body) => ({ name: JSON.stringify(body), text: `flowchart TD\n${body}` }));
}
