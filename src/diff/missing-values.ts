import type { Graph } from "../graph/graph.ts";
import { isRepeatable } from "../graph/repeatable.ts";
import type { DeclaredCode } from "./declarations.ts";
import type { NodeMatch } from "./match-nodes.ts";
import type { Reason } from "./reason.ts";
import type { Version } from "./version.ts";

/** A version of which the code is known. */
export interface Coded extends Version {
  readonly code: DeclaredCode;
}

/** What a resumed run gets of one key, by the ids of a version's nodes. */
interface Sources {
  readonly graph: Graph;
  /** The steps that write it when they run. */
  readonly writers: ReadonlySet<string>;
  /** The steps of which the record gives it, or that run again for it beside their record. */
  readonly saved: ReadonlySet<string>;
  /** Whether a finished step runs again, for any live value: then it reads again too. */
  readonly again: (id: string) => boolean;
  /** Whether a saved run can have a record of this node. */
  readonly recorded: (id: string) => boolean;
}

function isLive({ code }: Coded, key: string): boolean {
  return code.keys.get(key)?.transient === true;
}

function writersOf({ graph, code }: Coded, key: string): readonly string[] {
  return graph.nodes.flatMap(({ id }) => (code.steps.get(id)?.writes.includes(key) ? [id] : []));
}

/** Whether the runner does a finished step once more when it resumes, for live values that no record holds. */
function runsAgain(version: Coded, id: string): boolean {
  const node = version.graph.nodes[version.graph.indexOf.get(id) ?? -1];
  const step = version.code.steps.get(id);
  if (node === undefined || step === undefined || !isRepeatable(node, step)) return false;
  return step.writes.some((key) => isLive(version, key));
}

/** What a run saved on `before` finds of a key when it is resumed on `after`; `nameOf` gives ids after. */
function sourcesOf(
  before: Coded,
  after: Coded,
  key: string,
  nameOf: (id: string) => string | undefined,
): Sources {
  const recordedIds = new Set(before.graph.nodes.flatMap(({ id }) => nameOf(id) ?? []));
  const recorded = (id: string): boolean => recordedIds.has(id);
  const writers = writersOf(after, key);
  const written = isLive(before, key) ? [] : writersOf(before, key).flatMap((id) => nameOf(id) ?? []);
  const again = (id: string): boolean => recorded(id) && runsAgain(after, id);
  const recreated = isLive(after, key) ? writers.filter(again) : [];
  return {
    graph: after.graph,
    writers: new Set(writers),
    saved: new Set([...written, ...recreated]),
    again,
    recorded,
  };
}

/**
 * Whether a run can come to `reader` without the key. A `resumed` run is replayed up to some step and live from there
 * on; a step without a record runs live in between.
 */
function canMiss(
  { graph, writers, saved, again, recorded }: Sources,
  reader: string,
  resumed: boolean,
): boolean {
  const seen = new Set<string>();
  const waiting = graph.entries.map((index) => ({ index, replayed: resumed }));
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { index, replayed } = at;
    const node = graph.nodes[index];
    const name = `${index} ${replayed}`;
    if (node === undefined || seen.has(name)) continue;
    seen.add(name);
    const live = !replayed || !recorded(node.id);
    if (node.id === reader && (live || again(reader))) return true;
    if (replayed) waiting.push({ index, replayed: false });
    const written = live ? writers.has(node.id) : saved.has(node.id);
    // A step that fails has written nothing.
    if (node.errorEdge !== null) waiting.push({ index: node.errorEdge.target, replayed });
    if (!written) waiting.push(...node.out.map(({ target }) => ({ index: target, replayed })));
  }
  return false;
}

function list(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(", ");
}

/** Whether some nodes before are, under their names after, some others. */
function alike(before: ReadonlySet<string>, after: ReadonlySet<string>, nodes: NodeMatch): boolean {
  const names = [...before].flatMap((id) => nodes.after.get(id) ?? []);
  return names.length === after.size && names.every((id) => after.has(id));
}

/**
 * Steps that need a key which runs saved before do not hold: because others write it only now, or because it was live
 * and no step that runs again gives it any more. Where a new run, or one resumed on the version before, misses it too,
 * the change is not to blame.
 */
export function missingValues(before: Coded, after: Coded, nodes: NodeMatch): readonly Reason[] {
  const reasons: Reason[] = [];
  const known = new Map<string, { readonly now: Sources; readonly old: Sources; readonly same: boolean }>();
  const sources = (key: string) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const now = sourcesOf(before, after, key, (id) => nodes.after.get(id));
    const then = sourcesOf(before, before, key, (id) => id);
    // Steps that are new have no records, so what they write is there in time.
    const kept = new Set([...now.writers].filter(now.recorded));
    const same = alike(then.saved, now.saved, nodes) && alike(then.writers, kept, nodes);
    const made = { now, old: then, same };
    known.set(key, made);
    return made;
  };
  for (const { id } of after.graph.nodes) {
    const old = nodes.before.get(id);
    for (const key of after.code.steps.get(id)?.reads ?? []) {
      const { now, old: then, same } = sources(key);
      const needed = old !== undefined && before.code.steps.get(old)?.reads.includes(key) === true;
      if (same && needed) continue;
      if (after.code.keys.get(key)?.input === "true" || !canMiss(now, id, true) || canMiss(now, id, false))
        continue;
      if (needed && canMiss(then, old, true)) continue;
      const wrote = new Set([...then.writers].flatMap((writer) => nodes.after.get(writer) ?? []));
      const gained = [...now.writers].filter((writer) => now.recorded(writer) && !wrote.has(writer));
      const text =
        gained.length > 0
          ? `\`${id}\` needs \`${key}\`, which ${list(gained)} did not write before: a run that is past it has none.`
          : `\`${id}\` needs \`${key}\`, which a run that is past ${list([...now.writers])} did not save and does not get again.`;
      reasons.push({ class: "breaks", subject: key, text });
    }
  }
  return reasons;
}
