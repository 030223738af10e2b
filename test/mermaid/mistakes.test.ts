import { expect, test } from "vitest";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { positionAt, sourceFile } from "../../src/text/source-file.ts";

/** Line, code and marked text of all diagnostics. */
function problems(text: string): string[] {
  const file = sourceFile("x.mmd", text);
  return parseFlowchart(file).diagnostics.map(({ code, location }) => {
    const { start, end } = location?.span ?? { start: 0, end: 0 };
    return `${positionAt(file, start).line} ${code.replace("mermaid-", "")} ${JSON.stringify(text.slice(start, end))}`;
  });
}

function first(body: string): { message: string; hint: string | undefined } {
  const { diagnostics } = parseFlowchart(sourceFile("x.mmd", `flowchart TD\n${body}`));
  return { message: diagnostics[0]?.message ?? "", hint: diagnostics[0]?.hint };
}

// Body, then what is reported of it.
const cases: readonly (readonly [body: string, ...reports: string[]])[] = [
  ["A B", '2 statement-end "B"'],
  ["A --> B %% why", '2 trailing-comment "%% why"'],
  ["A --> end", '2 reserved-word "end"'],
  ["A --> style", '2 reserved-word "style"'],
  ["--> B", '2 link-source "-->"'],
  ["x-->B", '2 link-source "x-->"'],
  ["e1@A --> B", '2 link-source "e1@"'],
  ["A --> B -->", '2 link-target ">"'],
  ["A --> ;B", '2 link-target " "'],
  ["A -> B", '2 short-arrow "->"'],
  ["A->B", '2 short-arrow "->"'],
  ["A & & B", '2 ampersand "&"'],
  ["A &B", '2 ampersand "&"'],
  ["A& B", '2 ampersand "&"'],
  ["A[x", '2 label-not-closed "["'],
  ["A[x\nB[y]", '2 label-not-closed "["'],
  ["A[f(x)]", '2 label-quotes "("'],
  ['A[say "hi"]', '2 label-quotes "\\""'],
  ["A[]", '2 label-empty "[]"'],
  ["A -->|| B", '2 label-empty "||"'],
  ['A["x]', '2 string-not-closed "\\""'],
  ["A -- x", '2 link-text "--"'],
  ["A == a=b ==> B", '2 link-text "="'],
  ["A@{ shape: hexagn }", '2 shape-name "@{ shape: hexagn }"'],
  ["A@{ shape: rect", '2 shape-data "@{"'],
  ["A@{ label: a: b }", '2 shape-data "@{ label: a: b }"'],
  ["A [x]", '2 statement-end "["'],
  ["A = B", '2 character "="'],
  ["A#35;", '2 character "#35;"'],
  ["a😀", '2 character "😀"'],
  ["subgraph\nA\nend", '2 subgraph-title "subgraph"'],
  ["subgraph a, b\nA\nend", '2 subgraph-title ","'],
  ["subgraph a\nA", '2 subgraph-not-closed "subgraph a"'],
  ["A\nend", '3 end-without-subgraph "end"'],
  ["A-->B\nlinkStyle 1 stroke:red", '3 link-style-index "1"'],
  ["class A, B k", '2 statement-end " "'],
  ["style A fill:rgb(1,2,3)", '2 statement-end "("'],
  ["click A", '2 statement ""'],
  ["A([x]", '2 label-not-closed "(["'],
  ["A --> B |x|", '2 statement-end "|"'],
  ["[A]", '2 statement "["'],
  ["A → B", '2 character "→"'],
];

test.each(cases)("reports what is wrong in %j", (body, ...reports) => {
  expect(problems(`flowchart TD\n${body}`)).toEqual(reports);
});

test.each(cases)("says what to write instead of %j", (body) => {
  const { diagnostics } = parseFlowchart(sourceFile("x.mmd", `flowchart TD\n${body}`));
  for (const { hint } of diagnostics) expect(hint).toMatch(/\S/);
});

test("one file gives all its mistakes, and what is right between them is kept", () => {
  const text =
    "flowchart TD\n%% one\n%% two\nA --> \nB C\n\nsubgraph s\n  D[x --> E\n  F --> G\nend\nH --> end\nI --> J\n";
  expect(problems(text)).toEqual(['5 statement-end "C"', '8 label-not-closed "["', '11 reserved-word "end"']);
  const { value } = parseFlowchart(sourceFile("x.mmd", text));
  expect(value?.edges.map(({ source, target }) => source + target)).toEqual(["AB", "FG", "IJ"]);
  expect(value?.subgraphs.map(({ members }) => members)).toEqual([["G", "F"]]);
});

test("lines are right behind comments, front matter and carriage returns", () => {
  expect(problems("---\r\ntitle: x\r\n---\r\n%% c\r\nflowchart TD\r\n%% c\r\n\r\nA B\r\n")).toEqual([
    '8 statement-end "B"',
  ]);
});

test("a text that is no flowchart gives null and says why", () => {
  for (const text of [
    "",
    "  \n",
    "sequenceDiagram\nA->>B: x",
    "flow\0chart",
    "---\ntitle: x\nflowchart TD",
    "%%{init: {}\nflowchart TD",
  ]) {
    const { value, diagnostics } = parseFlowchart(sourceFile("x.mmd", text));
    expect(value).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(["mermaid-not-a-flowchart"]);
  }
});

test("hints are what to write instead", () => {
  expect(first("A[f(x)]").hint).toBe('["f(x)"]');
  expect(first("A --> end").hint).toContain("`End`");
  expect(first("A->B").hint).toBe("A -->");
  expect(first("x-->B").hint).toBe("x -->");
  expect(first("A -> B").hint).toBe("A --> B");
  expect(first("A([x]").hint).toBe("([x])");
  expect(first("A --> [B]").hint).toBe("id[B]");
  expect(first("A [x]").hint).toBe("A[x]");
  expect(first("class A,B name %% why").hint).toBe("%% why");
  expect(first("class A").hint).toBe("class A,B name");
  expect(first("class A name B --> C").hint).toBe("On a line of its own: B --> C");
  expect(first("A@{ shape: hexagn }").message).toContain("Did you mean `hexagon`?");
  expect(first("subgrah s").message).toContain("Did you mean `subgraph`?");
});

test("an unknown direction costs the header only", () => {
  const { value, diagnostics } = parseFlowchart(sourceFile("x.mmd", "flowchart DOWN\nA --> B"));
  expect(diagnostics.map(({ code }) => code)).toEqual(["mermaid-direction"]);
  expect(value?.edges).toHaveLength(1);
});
