import type { DeclaredKeys } from "../../src/definition/state.ts";
import { handlersOf } from "../../src/checks/handlers.ts";
import { linksOf, linkTarget } from "../../src/checks/markdown-links.ts";
import { stringLiterals } from "../../src/checks/source-words.ts";
import { usedStores } from "../../src/checks/used-stores.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import type { Base, Change } from "./base.ts";
import { edited } from "./mutation.ts";
import type { Mutant, Mutation } from "./mutation.ts";

/** The text of one handler with some stretches replaced. */
function source(base: Base, node: string, edits: Parameters<typeof edited>[1]): Change {
  const path = base.code.moduleOf.get(node)?.path ?? "";
  return { sources: new Map([[path, edited(base.code.source(path).text, edits)]]) };
}

function stateKeys(
  wanted: (key: string, base: Base) => boolean,
  flags: (key: string, base: Base) => DeclaredKeys[string]["flags"] | null,
): Mutation["places"] {
  return (base) =>
    Object.keys(base.code.state)
      .filter((key) => wanted(key, base))
      .map((key): Mutant => {
        const changed = Object.entries(base.code.state).flatMap(([name, one]) => {
          if (name !== key) return [[name, one] as const];
          const now = flags(key, base);
          return now === null ? [] : [[name, { ...one, flags: now }] as const];
        });
        return { at: key, change: { state: Object.fromEntries(changed) } };
      });
}

function pages(
  each: (text: string, path: string, base: Base) => readonly (string | null)[],
): Mutation["places"] {
  return (base) => {
    const all = base.facts.docs?.pages ?? [];
    return all.flatMap((page) =>
      each(page.file.text, page.file.path, base).map((text, at): Mutant => ({
        at: `${page.file.path} ${at + 1}`,
        change: {
          // A changed page says by itself what is wrong with it; a page that is gone is missed among the others.
          pages:
            text === null ? all.filter((one) => one !== page) : [{ file: sourceFile(page.file.path, text) }],
        },
      })),
    );
  };
}

const isStepPage = (path: string, { facts }: Base): boolean =>
  facts.docs !== null && path.startsWith(`${facts.docs.stepsFolder}/STEP-`);
/** The page of a deprecated step may go. */
const isCurrent = (path: string, { registry }: Base): boolean =>
  registry.entries.some(({ id, status }) => status.kind !== "deprecated" && path.endsWith(`-${id}.md`));
/** Pages of steps and lanes, and the dashboard, are what the project makes them. */
const isGenerated = (path: string, { facts: { places } }: Base): boolean =>
  [`${places.docs}/steps/`, `${places.docs}/lanes/`, `${places.docs}/conformance.md`].some((start) =>
    path.startsWith(start),
  );
/** The last line of each block between markers; of a page without any, its first and last line. */
function lastLines(text: string): readonly number[] {
  const ends = Array.from(text.matchAll(/\n\n<!-- [A-Z-]+:END -->/g), ({ index }) => index);
  return ends.length > 0 ? ends : [text.indexOf("\n"), text.trimEnd().length];
}
/** Keys that a step needs of one right before it that writes to a store and must not be run twice. */
function needsRepeating(key: string, { graph, code }: Base): boolean {
  return graph.edges.some((edge) => {
    const { entry, stores = [] } = graph.nodes[edge.source] ?? {};
    return (
      entry?.idempotent === undefined &&
      stores.some(({ access }) => access !== "read") &&
      code.steps[edge.source]?.writes.includes(key) === true &&
      code.steps[edge.target]?.reads.includes(key) === true
    );
  });
}
const steps = ({ code }: Base) => code.steps.flatMap((step) => (step === null ? [] : [step]));

export const textMutations: readonly Mutation[] = [
  {
    kind: "stop returning a label",
    caughtBy: ["label-never-returned"],
    places: (base) =>
      handlersOf(base.facts).flatMap(({ node, step, file }) =>
        (step.outcomes === undefined ? node.outcomes : []).map((label): Mutant => ({
          at: `${node.id} ${label}`,
          change: source(
            base,
            node.id,
            stringLiterals(file)
              .filter(({ value }) => value === label)
              .map(({ span }) => ({ span, text: '"Otherwise"' })),
          ),
        })),
      ),
  },
  {
    kind: "use a store that is not wired",
    caughtBy: ["store-not-wired"],
    places: (base) =>
      handlersOf(base.facts).flatMap(({ node, file }) =>
        [...base.graph.stores.keys()]
          .filter((id) => !node.stores.some(({ store }) => store === id))
          .map((id): Mutant => ({
            at: `${node.id} ${id}`,
            change: source(base, node.id, [
              { span: { start: file.text.length, end: file.text.length }, text: `void stores.${id};\n` },
            ]),
          })),
      ),
  },
  {
    kind: "stop using a store",
    caughtBy: ["store-access-unused"],
    places: (base) =>
      handlersOf(base.facts).flatMap(({ node, file }) =>
        [...usedStores(file).named.keys()].map((store): Mutant => ({
          at: `${node.id} ${store}`,
          change: {
            sources: new Map([
              [
                base.code.moduleOf.get(node.id)?.path ?? "",
                file.text.replaceAll(new RegExp(`\\b${store}\\b`, "g"), "Nothing"),
              ],
            ]),
          },
        })),
      ),
  },
  {
    kind: "drop a key of the state",
    caughtBy: ["handler-key-unknown"],
    places: stateKeys(
      (key, base) =>
        steps(base).some(
          ({ reads, writes, optional }) =>
            reads.includes(key) || writes.includes(key) || optional[key] !== undefined,
        ),
      () => null,
    ),
  },
  {
    kind: "stop giving a key by the input",
    caughtBy: ["key-never-written", "key-not-written"],
    places: stateKeys(
      (key, base) =>
        base.code.state[key]?.flags.input !== undefined &&
        steps(base).some(({ reads, optional }) => reads.includes(key) || optional[key] !== undefined),
      (key, { code }) => ({ ...code.state[key]?.flags, input: undefined }),
    ),
  },
  {
    kind: "give a needed key perhaps only",
    caughtBy: ["key-not-written"],
    places: stateKeys(
      (key, base) =>
        base.code.state[key]?.flags.input === true && steps(base).some(({ reads }) => reads.includes(key)),
      (key, { code }) => ({ ...code.state[key]?.flags, input: "optional" as const }),
    ),
  },
  {
    kind: "forget that a key is read outside",
    caughtBy: ["key-never-read"],
    places: stateKeys(
      (key, base) =>
        base.code.state[key]?.flags.output === true &&
        steps(base).some(({ writes }) => writes.includes(key)) &&
        !steps(base).some(({ reads, optional }) => reads.includes(key) || optional[key] !== undefined),
      (key, { code }) => ({ ...code.state[key]?.flags, output: false }),
    ),
  },
  {
    kind: "never store what a resumed run needs",
    caughtBy: ["key-lost-on-resume"],
    places: stateKeys(needsRepeating, (key, { code }) => ({ ...code.state[key]?.flags, transient: true })),
  },
  {
    kind: "call a logged key personal",
    caughtBy: ["handler-attr-pii"],
    places: stateKeys(
      (key, base) => steps(base).some(({ attrs }) => attrs.includes(key)),
      (key, { code }) => ({ ...code.state[key]?.flags, pii: true }),
    ),
  },
  {
    kind: "change a line of the generated types",
    caughtBy: ["types-stale"],
    places: ({ code }) => {
      const lines = code.types.expected.split("\n");
      return lines.slice(0, -1).map((line, at) => ({
        at: `line ${at + 1}`,
        change: { types: lines.with(at, `${line} // changed`).join("\n") },
      }));
    },
  },
  {
    kind: "drop the tests that name a step",
    caughtBy: ["step-without-test"],
    places: ({ facts, graph }) =>
      graph.nodes.map(({ id }) => ({
        at: id,
        change: {
          tests: (facts.tests ?? []).filter(
            ({ names, path }) => !names.has(id) && !path.endsWith(`/${id}.test.ts`),
          ),
        },
      })),
  },
  {
    kind: "break a link",
    caughtBy: ["link-dead"],
    places: pages((text, path) =>
      linksOf(sourceFile(path, text))
        .filter(({ href }) => linkTarget(path, href) !== null)
        .map(({ span }) => edited(text, [{ span, text: "gone/nowhere.md" }])),
    ),
  },
  {
    kind: "link to a heading that is not there",
    caughtBy: ["link-dead"],
    places: pages((text, path) =>
      linksOf(sourceFile(path, text))
        .filter(({ href }) => linkTarget(path, href) !== null)
        .map(({ span }) => edited(text, [{ span, text: "#no-such-heading" }])),
    ),
  },
  {
    kind: "delete a step's page",
    caughtBy: ["step-doc-missing"],
    places: pages((_, path, base) => (isStepPage(path, base) && isCurrent(path, base) ? [null] : [])),
  },
  {
    kind: "empty a section of a step's page",
    caughtBy: ["step-doc-prose-empty"],
    places: pages((text, path, base) =>
      isStepPage(path, base)
        ? Array.from(text.matchAll(/^## .*\n([^]*?)(?=^## |(?![^]))/gm), (match) => {
            const start = match.index + match[0].length - (match[1] ?? "").length;
            return edited(text, [{ span: { start, end: match.index + match[0].length }, text: "\n" }]);
          })
        : [],
    ),
  },
  {
    kind: "drop what people wrote of a step's behaviour",
    caughtBy: ["step-doc-prose-empty"],
    places: pages((text, path, base) =>
      isStepPage(path, base)
        ? Array.from(text.matchAll(/^\*\*Behavior notes:\*\*([^]*?)(?=^## |^<!--)/gm), (match) => {
            const end = match.index + match[0].length;
            return edited(text, [{ span: { start: end - (match[1] ?? "").length, end }, text: "\n\n" }]);
          })
        : [],
    ),
  },
  {
    kind: "change what is generated of a page",
    caughtBy: ["step-doc-stale"],
    places: pages((text, path, base) =>
      isGenerated(path, base)
        ? lastLines(text).map((end) => edited(text, [{ span: { start: end, end }, text: " (by hand)" }]))
        : [],
    ),
  },
];
