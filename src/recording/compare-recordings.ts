import { isDeepStrictEqual } from "node:util";
import type { RecordedStep, RecordedValues, Recording } from "./recording.ts";

/** A key, or a field of one, that holds another value; undefined where it is not set. */
export interface KeyDifference {
  /** `classification.domain` for a field. */
  readonly key: string;
  readonly recorded: unknown;
  readonly now: unknown;
}

/** The first place where a run wrote something else. */
export interface ChangedKeys {
  /** Node id; null for the state that the run began with. */
  readonly node: string | null;
  readonly step: number | null;
  readonly visit: number;
  readonly keys: readonly KeyDifference[];
}

/** The first place where a run went another way; null on a side that had come to its end. */
export interface ChangedWay {
  /** How many visits are the same. */
  readonly same: number;
  /** The last of them. */
  readonly last: RecordedStep | null;
  readonly recorded: RecordedStep | null;
  readonly now: RecordedStep | null;
}

/** What is different between a recording and the run as it is now; the first difference of each kind. */
export interface RecordingDifference {
  readonly way: ChangedWay | null;
  readonly keys: ChangedKeys | null;
  /** `entry`, `status` and `status_code`, where they differ. */
  readonly ends: readonly KeyDifference[];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields that differ, as deep as both sides are objects. */
function fieldsOf(key: string, recorded: unknown, now: unknown): readonly KeyDifference[] {
  if (isDeepStrictEqual(recorded, now)) return [];
  if (!isObject(recorded) || !isObject(now)) return [{ key, recorded, now }];
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(now)])];
  return names.flatMap((name) => fieldsOf(key === "" ? name : `${key}.${name}`, recorded[name], now[name]));
}

function changedWay(recorded: Recording, now: Recording): ChangedWay | null {
  const [before, after] = [recorded.path, now.path];
  const longest = Math.max(before.length, after.length);
  for (let same = 0; same < longest; same++) {
    const [then, today] = [before[same] ?? null, after[same] ?? null];
    if (!isDeepStrictEqual(then, today))
      return { same, last: before[same - 1] ?? null, recorded: then, now: today };
  }
  return null;
}

interface Written {
  readonly at: Omit<ChangedKeys, "keys">;
  readonly set: RecordedValues;
}

/** What the visits of a run wrote, in the order of its path, as far as another run came the same way. */
function written({ path, input, changes }: Recording, same: number): readonly Written[] {
  const setBy = new Map(changes.map(({ node, visit, set }) => [`${node}#${visit}`, set]));
  return [
    { at: { node: null, step: null, visit: 0 }, set: input },
    ...path.slice(0, same).map(({ node, step, visit }) => ({
      at: { node, step, visit },
      set: setBy.get(`${node}#${visit}`) ?? {},
    })),
  ];
}

function changedKeys(recorded: Recording, now: Recording, same: number): ChangedKeys | null {
  const after = written(now, same);
  for (const [place, { at, set }] of written(recorded, same).entries()) {
    const keys = fieldsOf("", set, after[place]?.set ?? {});
    if (keys.length > 0) return { ...at, keys };
  }
  return null;
}

/**
 * Compares a recording with the run as it is now; null when they are the same. Keys are compared at the visits that both
 * came to in the same way, that of the first difference included.
 */
export function compareRecordings(recorded: Recording, now: Recording): RecordingDifference | null {
  const way = changedWay(recorded, now);
  const atSplit = way?.recorded?.node === way?.now?.node && way?.recorded?.visit === way?.now?.visit ? 1 : 0;
  const keys = changedKeys(recorded, now, way === null ? recorded.path.length : way.same + atSplit);
  const ends = [
    { key: "entry", recorded: recorded.entry, now: now.entry },
    { key: "status", recorded: recorded.status, now: now.status },
    { key: "status_code", recorded: recorded.statusCode, now: now.statusCode },
  ].filter((one) => one.recorded !== one.now);
  return way === null && keys === null && ends.length === 0 ? null : { way, keys, ends };
}
