import type { Graph } from "../graph/graph.ts";

/** A test or a fixture of the project, with the texts it quotes. */
export interface TestFile {
  /** Relative to the project. */
  readonly path: string;
  /** The words between double quotes and the file names of imports: what it may name a node by. */
  readonly names: ReadonlySet<string>;
}

interface Row {
  readonly step: number | null;
  readonly node: string;
  readonly lane: string;
  readonly own: readonly string[];
  readonly others: readonly string[];
  readonly fixtures: readonly string[];
}

function isOwnTest(path: string, node: string): boolean {
  return path.endsWith(`/${node}.test.ts`);
}

function rowsOf(graph: Graph, files: readonly TestFile[]): readonly Row[] {
  const rows = graph.nodes.map((node): Row => {
    const naming = files
      .filter(({ names, path }) => names.has(node.id) || isOwnTest(path, node.id))
      .map(({ path }) => path);
    const tests = naming.filter((path) => path.endsWith(".test.ts"));
    return {
      step: node.entry?.step ?? null,
      node: node.id,
      lane: node.lane ?? "",
      own: tests.filter((path) => isOwnTest(path, node.id)),
      others: tests.filter((path) => !isOwnTest(path, node.id)),
      fixtures: naming.filter((path) => path.endsWith(".json")),
    };
  });
  return rows.toSorted((a, b) => (a.step ?? Infinity) - (b.step ?? Infinity) || (a.node < b.node ? -1 : 1));
}

function testName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?:\.test\.ts|\.json)$/, "");
}

function links(paths: readonly string[], up: string): string {
  return paths.map((path) => `[${testName(path)}](${up}${path})`).join(", ");
}

/**
 * The page that maps every drawn step to the tests and fixtures that name it: its own test is called after it, other
 * tests and fixtures quote its id. `up` leads from the page's folder to the project (`../../`).
 */
export function testsByStep(graph: Graph, files: readonly TestFile[], up: string): string {
  const rows = rowsOf(graph, files);
  const tested = rows.filter((row) => row.own.length + row.others.length + row.fixtures.length > 0).length;
  return [
    "# Tests by step",
    "",
    "Written by `ragstep gen`; do not edit. A step's own test is called after it; other tests and fixtures quote its id.",
    "",
    `${tested} of ${rows.length} steps are named by a test or a fixture.`,
    "",
    "| step | node | lane | own test | other tests | fixtures |",
    "| ---: | --- | --- | --- | --- | --- |",
    ...rows.map(
      (row) =>
        `| ${row.step ?? ""} | \`${row.node}\` | ${row.lane} | ${links(row.own, up)} | ${links(row.others, up)} | ${links(row.fixtures, up)} |`,
    ),
    "",
  ].join("\n");
}
