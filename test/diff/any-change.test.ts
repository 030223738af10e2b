import fc from "fast-check";
import { expect, test } from "vitest";
import { diffVersions } from "../../src/diff/diff-versions.ts";
import { migrated, recordsOf, resumedFrom, versionOf } from "./saved-run.ts";

/** A line of a drawing without loops: from a node to a later one. */
interface Line {
  readonly from: string;
  readonly label: string | null;
  readonly to: string;
}
interface Drawing {
  readonly lines: readonly Line[];
  readonly decisions: ReadonlySet<string>;
}

const end = "Done";

/** Only what can be reached from the first node. */
function pruned(lines: readonly Line[]): readonly Line[] {
  const reached = new Set(["Start"]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of lines) if (reached.has(from)) reached.add(to);
  }
  return lines.filter(({ from }) => reached.has(from));
}

const nodeOf = (at: number, count: number): string => (at === 0 ? "Start" : at >= count ? end : `N${at}`);

const drawings: fc.Arbitrary<Drawing> = fc
  .array(fc.record({ kind: fc.constantFrom("step", "fork", "decision"), a: fc.nat(6), b: fc.nat(6) }), {
    minLength: 2,
    maxLength: 9,
  })
  .map((nodes) => {
    const decisions = new Set<string>();
    const lines = nodes.flatMap(({ kind, a, b }, at): Line[] => {
      const from = nodeOf(at, nodes.length);
      const [one, other] = [a, b].map((far) => nodeOf(at + 1 + far, nodes.length));
      const first = { from, label: null, to: one ?? end };
      if (kind === "step" || one === other || at === 0) return [first];
      if (kind === "decision") decisions.add(from);
      const label = (name: string): string | null => (kind === "decision" ? name : null);
      return [
        { ...first, label: label("Yes") },
        { from, label: label("No"), to: other ?? end },
      ];
    });
    return { lines: pruned(lines), decisions };
  });

type Edit = readonly [kind: string, at: number, to: number];

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.tuple(
    fc.constantFrom("insert", "bypass", "relabel", "move", "retarget", "fork", "drop", "exchange"),
    fc.nat(30),
    fc.nat(30),
  ),
  { minLength: 1, maxLength: 3 },
);

function edited({ lines, decisions }: Drawing, [kind, at, to]: Edit, number: number): Drawing {
  const place = at % lines.length;
  const line = lines[place];
  if (line === undefined) return { lines, decisions };
  const without = lines.toSpliced(place, 1);
  const other = lines[to % lines.length] ?? line;
  const done = (next: readonly Line[]): Drawing => ({ lines: pruned(next), decisions });
  switch (kind) {
    case "insert":
      return done([
        ...lines.with(place, { ...line, to: `New${number}` }),
        { from: `New${number}`, label: null, to: line.to },
      ]);
    case "bypass": {
      const out = lines.filter(({ from }) => from === line.to);
      const [only] = out;
      if (only === undefined || out.length > 1) return { lines, decisions };
      return done(
        lines
          .filter((one) => one !== only)
          .map((one) => (one.to === line.to ? { ...one, to: only.to } : one)),
      );
    }
    case "relabel":
      return line.label === null
        ? { lines, decisions }
        : { lines: lines.with(place, { ...line, label: `${line.label}${number}` }), decisions };
    case "move":
      return { lines: without.toSpliced(to % lines.length, 0, line), decisions };
    case "exchange": {
      if (line.from !== other.from || line.label === null) return { lines, decisions };
      return {
        lines: lines.map((one) =>
          one === line ? { ...one, label: other.label } : one === other ? { ...one, label: line.label } : one,
        ),
        decisions,
      };
    }
    case "retarget":
      return done(lines.with(place, { ...line, to: end }));
    case "fork":
      return decisions.has(line.from) || line.to === end
        ? { lines, decisions }
        : done([...lines, { from: line.from, label: null, to: end }]);
    default:
      return lines.filter(({ from }) => from === line.from).length > 1 && !decisions.has(line.from)
        ? done(without)
        : { lines, decisions };
  }
}

function textOf({ lines, decisions }: Drawing): string {
  const nodes = [...new Set(lines.flatMap(({ from, to }) => [from, to]))];
  const drawn = nodes.map((id) => {
    if (id === "Start" || id === end) return `${id}([${id}])`;
    return decisions.has(id) ? `${id}{${id}}` : `${id}[${id}]`;
  });
  const arrows = lines.map(({ from, label, to }) => `${from} -->${label === null ? "" : `|${label}|`} ${to}`);
  return ["flowchart TB", ...drawn, ...arrows].join("\n");
}

test("whatever is changed, a run that is said to be resumed is: no finished step runs again", async () => {
  const seen = { safe: 0, "needs migration": 0, breaks: 0 };
  await fc.assert(
    fc.asyncProperty(drawings, edits, fc.boolean(), async (drawing, changes, second) => {
      const changed = changes.reduce((now, edit, number) => edited(now, edit, number), drawing);
      const choose = (labels: readonly string[]) => ({ run: () => labels[second ? labels.length - 1 : 0] });
      const side = (one: Drawing) => ({
        diagram: textOf(one),
        steps: Object.fromEntries(
          [...one.decisions].map((id) => [
            id,
            choose(one.lines.filter(({ from }) => from === id).map(({ label }) => label ?? "")),
          ]),
        ),
      });
      const [before, after] = [versionOf("before", side(drawing)), versionOf("after", side(changed))];
      const { savedRuns, nodes } = diffVersions(before.version, after.version);
      seen[savedRuns.verdict]++;
      if (savedRuns.verdict === "breaks") return;
      const records = await recordsOf(before, {});
      for (let count = 1; count <= records.length; count++) {
        const saved = records.slice(0, count);
        const { result, ran } = await resumedFrom(
          after,
          savedRuns.migration === null ? saved : migrated(saved, savedRuns.migration),
        );
        expect(result.error?.message).toBeUndefined();
        const done = new Set(saved.slice(1).flatMap(({ node }) => nodes.after.get(node) ?? []));
        expect(ran.filter((node) => done.has(node))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
});

test("a version differs in nothing from itself, and the same two differ in the same", () => {
  fc.assert(
    fc.property(drawings, edits, (drawing, changes) => {
      const changed = changes.reduce((now, edit, number) => edited(now, edit, number), drawing);
      const [before, after] = [drawing, changed].map(
        (one) => versionOf("one", { diagram: textOf(one) }).version,
      );
      if (before === undefined || after === undefined) throw new Error("no version");
      expect(diffVersions(before, before)).toMatchObject({
        changes: [],
        savedRuns: { verdict: "safe", reasons: [] },
      });
      const diff = diffVersions(before, after);
      expect(diffVersions(before, after)).toEqual(diff);
      expect(diff.changes.length === 0).toBe(textOf(drawing) === textOf(changed));
    }),
  );
});
