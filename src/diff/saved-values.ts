import type { DeclaredKey } from "./declarations.ts";
import { forks } from "./hops.ts";
import type { NodeMatch } from "./match-nodes.ts";
import { missingValues } from "./missing-values.ts";
import type { Coded } from "./missing-values.ts";
import type { Reason } from "./reason.ts";
import type { Version } from "./version.ts";

/** Calls behind a schema that take what it took, and more. */
const wider =
  /^(?:\.(?:optional|nullable|nullish)\(\)|\.(?:default|prefault|catch|describe|meta)\([^()]*\))+$/;
const choices = /^z\.enum\(\[([^\]]*)\]\)(.*)$/;

/** What the constants say that a schema refers to. */
const behind = (key: DeclaredKey): string => key.fullSchema.slice(key.schema.length);

/** Whether every value of the old schema fits the new one, as far as it is plain from how both are written. */
function widened(was: DeclaredKey, is: DeclaredKey): boolean {
  if (behind(was) !== behind(is)) return false;
  if (is.schema.startsWith(was.schema) && wider.test(is.schema.slice(was.schema.length))) return true;
  const [, old = "", oldRest] = choices.exec(was.schema) ?? [];
  const [, now, nowRest] = choices.exec(is.schema) ?? [];
  if (now === undefined || oldRest !== nowRest) return false;
  const allowed = new Set(now.split(", "));
  return old.split(", ").every((choice) => allowed.has(choice));
}

/** A key that an input may lack although its flag says it is given. */
const mayLack = /\.(?:default|prefault|optional|nullish|catch)\([^()]*\)$/;

function inputReason(
  name: string,
  was: DeclaredKey | undefined,
  is: DeclaredKey | undefined,
): readonly Reason[] {
  const given = was?.input ?? null;
  const wanted = is?.input ?? null;
  if (given !== null && wanted === null) {
    const text = `The input of a saved run may hold \`${name}\`, which no input gives any more: it is refused until the key is taken out.`;
    return [{ class: "needs migration", subject: name, text }];
  }
  if (wanted !== "true" || given === "true" || mayLack.test(is?.schema ?? "")) return [];
  const text = `Every input gives \`${name}\` now, and that of a saved run may not: it is resumed when \`${name}\` is given with \`resume\`.`;
  return [{ class: "needs migration", subject: name, text }];
}

function keyReasons(before: Coded, after: Coded): readonly Reason[] {
  const reasons: Reason[] = [];
  const names = new Set([...before.code.keys.keys(), ...after.code.keys.keys()]);
  const canFork = before.graph.nodes.some(forks);
  for (const name of names) {
    const [was, is] = [before.code.keys.get(name), after.code.keys.get(name)];
    reasons.push(...inputReason(name, was, is));
    if (was === undefined || is === undefined) continue;
    const writers = [...before.code.steps.values()].filter(({ writes }) => writes.includes(name));
    const readers = [...after.code.steps.values()].filter(
      ({ reads, optional }) => reads.includes(name) || optional.includes(name),
    );
    const saved = !was.transient && (was.input !== null || writers.length > 0);
    const used = is.input !== null || readers.length > 0;
    if (was.fullSchema !== is.fullSchema && saved && used && !widened(was, is)) {
      const at = readers[0] === undefined ? "the input" : `\`${readers[0].node}\``;
      const text = `A saved \`${name}\` has the form \`${was.schema}\`, and ${at} expects the new one: nothing turns one into the other.`;
      reasons.push({ class: "breaks", subject: name, text });
    }
    if (was.merge !== null && was.merge !== is.merge && canFork && writers.length > 0) {
      const rule = is.merge === null ? "has no merge rule any more" : "is merged by another rule";
      const text = `\`${name}\` ${rule}: branches of a saved run that met by the old one are merged again, to another value or to a conflict.`;
      reasons.push({ class: "breaks", subject: name, text });
    }
  }
  return reasons;
}

function handlerReasons(before: Coded, after: Coded, nodes: NodeMatch): readonly Reason[] {
  return after.graph.nodes.flatMap(({ id }): readonly Reason[] => {
    const old = nodes.before.get(id);
    const had = old !== undefined && before.code.steps.has(old);
    if (!had || after.code.steps.has(id) || after.code.unread.has(id)) return [];
    const text = `\`${id}\` has no handler any more: a run that has still to come there fails.`;
    return [{ class: "breaks", subject: id, text }];
  });
}

/** What saved values mean to the code after; empty when the code of a version is not known. */
export function savedValues(before: Version, after: Version, nodes: NodeMatch): readonly Reason[] {
  if (before.code === null || after.code === null) return [];
  const [was, is] = [
    { ...before, code: before.code },
    { ...after, code: after.code },
  ];
  return [...missingValues(was, is, nodes), ...keyReasons(was, is), ...handlerReasons(was, is, nodes)];
}
