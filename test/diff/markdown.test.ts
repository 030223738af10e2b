import { expect, test } from "vitest";
import { diffVersions } from "../../src/diff/diff-versions.ts";
import { diffMarker, markdownDiff } from "../../src/report/diff-markdown.ts";
import { mermaidDiff } from "../../src/report/diff-mermaid.ts";
import { readOfficially } from "../architecture/official-mermaid.ts";
import { versionOf } from "./saved-run.ts";

function diffOf(before: string, after: string) {
  const [was, is] = [before, after].map(
    (diagram, at) => versionOf(at === 0 ? "main" : "here", { diagram }).version,
  );
  if (was === undefined || is === undefined) throw new Error("no version");
  return diffVersions(was, is);
}

/** What GitHub takes as one comment. */
const commentLimit = 65_536;

function pictureOf(markdown: string): string {
  return /```mermaid\n(.*?)```/s.exec(markdown)?.[1] ?? "";
}

const ladder = (count: number, name: string, label = name): string =>
  `Start([Start]) --> ${name}0\n${Array.from({ length: count }, (_, at) => `${name}${at}["${label} ${at}"] --> ${name}${at + 1}`).join("\n")}\n${name}${count}([End])`;

test("a comment has a line that says it all, a table, a picture and the verdict on saved runs", async () => {
  const text = markdownDiff(
    diffOf(
      "Start([Start]) --> Ask{Ask?}\nAsk -->|Yes| A[A]\nAsk -->|No| End([End])\nA --> End",
      "Start([Start]) --> Ask{Ask?}\nAsk -->|Yes| A[A]\nAsk -->|Never| End([End])\nA --> New[New]\nNew --> End",
    ),
  );
  expect(text.split("\n").slice(0, 2)).toEqual([
    diffMarker,
    "### ragstep diff: 1 step added, 1 edge relabelled, 1 edge rewired, 1 edge added, 1 handler added; saved runs: needs migration",
  ]);
  expect(text).toContain("| 🟢 added | Steps | `New` | `New` |");
  expect(text).toContain("| 🟡 relabelled | Edges | `Ask -Never→ End` | `was Ask -No→ End` |");
  expect(text).toContain("**Saved runs: needs migration.** Runs that were saved before");
  const { vertices, edges } = await readOfficially(pictureOf(text));
  expect([...vertices.values()].map(({ text: shown }) => shown)).toEqual(["Ask<br/>Ask?", "A", "End", "New"]);
  expect(edges.map((edge) => edge.text)).toEqual(["No → Never", "", "", ""]);
});

test("nobody is mentioned and nothing is linked or drawn by what labels say", () => {
  const text = markdownDiff(
    diffOf(
      "S([S]) --> A[one]\nA --> E([E])",
      'S([S]) --> A["@team | #12 <img src=x> **b** ```js"]\nA --> E([E])',
    ),
  );
  const outside = text
    .replaceAll(/```mermaid.*?\n```\n/gs, "")
    .replaceAll(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, "");
  expect(outside).not.toMatch(/@team|<img|#12|\*\*b/);
});

test("two equal versions give one line and no picture", () => {
  expect(markdownDiff(diffOf(ladder(3, "A"), ladder(3, "A")))).toMatch(
    /^<!-- ragstep-diff -->\n### ragstep diff: no difference\n/,
  );
});

test.each([
  ["many steps", 300, "Step"],
  ["more edges than GitHub draws", 700, "A"],
  ["long labels", 400, `A${"very long ".repeat(90)}`],
  ["labels that are escaped to many characters", 400, "#quot;|#lt;".repeat(80)],
])("a comment with %s is cut with words and stays below the limit", async (_, count, label) => {
  const diff = diffOf(ladder(count, "A", label), ladder(count, "B", `${label} new`));
  const text = markdownDiff(diff);
  expect(text.length).toBeLessThan(commentLimit);
  expect(text).toMatch(/… and \d+ changes more; `ragstep diff main here` shows all\./);
  expect(text).toContain("**Saved runs: ");
  if (mermaidDiff(diff).edges > 500)
    expect(text).toContain("The picture is left out, because it has more than 500 edges");
  else expect(text).toMatch(/The picture is left out|```mermaid/);
  expect(markdownDiff(diff)).toBe(text);
});
