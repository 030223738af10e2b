import fc from "fast-check";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { parseFlowchartSyntax } from "../../src/mermaid/parse-syntax.ts";
import type { ReadDiagram } from "../../src/scaffold/move-in-diagram.ts";
import { sourceFile } from "../../src/text/source-file.ts";

/** Reads a diagram that a test has written. */
export function readDiagram(text: string): ReadDiagram {
  const file = sourceFile("flow.mmd", text);
  const syntax = parseFlowchartSyntax(file).value;
  const flowchart = parseFlowchart(file).value;
  if (syntax === null || flowchart === null) throw new Error(`The test's diagram cannot be read:\n${text}`);
  return { file, syntax, flowchart };
}

export const ids = ["Ask", "Bake", "Cook", "Dine", "Eat", "Fry"] as const;

const id = fc.constantFrom(...ids);
const link = fc.constantFrom("-->", "-->|Yes|", "-- no way -->", "-.->", "==>", "---");
const group = fc
  .oneof(
    { weight: 4, arbitrary: id.map((one) => [one]) },
    { weight: 1, arbitrary: fc.uniqueArray(id, { minLength: 2, maxLength: 3 }) },
  )
  .map((nodes) => nodes.join(" & "));

const nodes = fc
  .tuple(group, fc.array(fc.tuple(link, group), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest.flat()].join(" "));

const statement = fc.oneof(
  { weight: 6, arbitrary: nodes },
  { weight: 1, arbitrary: fc.constant("%% a comment of somebody") },
  { weight: 1, arbitrary: fc.tuple(nodes, nodes).map(([a, b]) => `${a}; ${b}`) },
);

function lane(name: string, lines: readonly string[]): string {
  return [`  subgraph ${name} [Lane ${name}]`, ...lines.map((line) => `    ${line}`), "  end"].join("\n");
}

/** Says of each node once what it is: at one of its mentions, whichever that is. */
function defined(text: string, places: readonly number[]): string {
  return ids.reduce((before, name, at) => {
    const mentions = [...before.matchAll(new RegExp(`(?<=^ {2}.*)\\b${name}\\b(?![\\]?}])`, "gm"))];
    const chosen = mentions[(places[at] ?? 0) % Math.max(1, mentions.length)];
    if (chosen === undefined) return before;
    const shape = at % 3 === 0 ? `{Is ${name.toLowerCase()}?}` : `[Do ${name.toLowerCase()}]`;
    const definition = `${name}${shape}${at % 2 === 0 ? ":::loud" : ""}`;
    return before.slice(0, chosen.index) + definition + before.slice(chosen.index + name.length);
  }, text);
}

/** Flowcharts of six nodes in up to three lanes, with chains, groups, comments and styles. */
export const randomDiagram = fc
  .tuple(
    fc.array(statement, { maxLength: 2 }),
    fc.array(fc.array(statement, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    fc.array(statement, { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(20), { minLength: ids.length, maxLength: ids.length }),
    fc.subarray(["class Ask,Cook wide", "style Bake fill:#eee", "linkStyle 0 stroke:red"]),
  )
  .map(([before, lanes, after, places, styles]) => {
    const body = [
      ...before.map((line) => `  ${line}`),
      ...lanes.map((lines, at) => lane(`lane${at}`, lines)),
      ...after.map((line) => `  ${line}`),
    ].join("\n");
    // A style or a class of a node that is not there would be a mistake of its own.
    const kept = styles.filter((line) =>
      [...line.matchAll(/[A-Z]\w+/g)].every(([name]) => body.includes(name)),
    );
    const counted = kept.filter((line) => !line.startsWith("linkStyle") || /-->|---|==>|-.->/.test(body));
    return [
      "flowchart TD",
      "  classDef loud fill:#f00",
      "  classDef wide stroke-width:4px",
      defined(body, places),
      ...counted.map((line) => `  ${line}`),
      "",
    ].join("\n");
  });
