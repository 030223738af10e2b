/**
 * What dagre uses of lodash, for the values that dagre has: lists, and records with whatever keys nodes are called by.
 * lodash asks at each call what it was given, which is most of what dagre's small loops cost. JavaScript, as dagre is:
 * its calls carry no types that could be checked here.
 */

export const keys = (from) => Object.keys(from ?? {});

export const values = (from) => (Array.isArray(from) ? Array.from(from) : Object.values(from ?? {}));

/** Ends early when `act` gives `false`. */
export function forEach(from, act) {
  if (Array.isArray(from)) {
    const { length } = from;
    for (let at = 0; at < length; at += 1) if (act(from[at], at) === false) break;
  } else if (from) {
    const record = from;
    for (const key of Object.keys(record)) if (act(record[key], key) === false) break;
  }
  return from;
}
export const each = forEach;
export const forOwn = forEach;
export const forIn = forEach;

/** `to` may name a field. */
export function map(from, to) {
  const act = typeof to === "string" ? (value) => value[to] : to;
  const mapped = [];
  if (Array.isArray(from)) for (let at = 0; at < from.length; at += 1) mapped.push(act(from[at], at));
  else forEach(from, (value, key) => void mapped.push(act(value, key)));
  return mapped;
}

export function filter(from, fits) {
  const fitting = [];
  forEach(from, (value, key) => void (fits(value, key) && fitting.push(value)));
  return fitting;
}

export const find = (from, fits) => from?.find(fits);

/** Without `first`, the first value is it. */
export function reduce(from, add, ...first) {
  let [sum] = first;
  let begun = first.length > 0;
  forEach(from, (value, key) => {
    sum = begun ? add(sum, value, key) : value;
    begun = true;
  });
  return sum;
}

export function transform(from, act, sum) {
  forEach(from, (value, key) => act(sum, value, key));
  return sum;
}

/** Of those that have a measure; the first of several alike. */
function extreme(from, measure, isBetter) {
  if (!Array.isArray(from)) return undefined;
  let best;
  let bestMeasure;
  for (const value of from) {
    const own = measure(value);
    if (typeof own !== "number" || Number.isNaN(own)) continue;
    if (bestMeasure !== undefined && !isBetter(own, bestMeasure)) continue;
    best = value;
    bestMeasure = own;
  }
  return best;
}
const itself = (value) => value;
export const min = (from) => extreme(from, itself, (a, b) => a < b);
export const max = (from) => extreme(from, itself, (a, b) => a > b);
export const minBy = (from, measure) => extreme(from, measure, (a, b) => a < b);

/** Those without a measure last; those alike as they were. `by` may name a field. */
export function sortBy(from, by = itself) {
  const measure = typeof by === "string" ? (value) => value[by] : by;
  const place = (value) => {
    const own = measure(value);
    return typeof own === "number" && !Number.isNaN(own) ? own : Infinity;
  };
  if (!from || from.length < 2) return [...(from ?? [])];
  const measured = from.map((value) => ({ value, at: place(value) }));
  return measured.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ value }) => value);
}

export function flatten(from) {
  const flat = [];
  for (const one of from)
    if (Array.isArray(one)) for (const value of one) flat.push(value);
    else flat.push(one);
  return flat;
}
export const last = (from) => from?.at(-1);
export const size = (from) => keys(from).length;
export const isEmpty = (from) => keys(from).length === 0;
export const union = (...all) => [...new Set(all.flat(1))];

/** Downwards where `end` is before `start`. */
export function range(start, end, step) {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  const by = step ?? (from < to ? 1 : -1);
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, at) => from + at * by);
}

export function zipObject(names, all) {
  const zipped = {};
  for (let at = 0; at < names.length; at += 1) zipped[names[at]] = all[at];
  return zipped;
}

export function pick(from, names) {
  const picked = {};
  for (const name of names) if (from && name in from) picked[name] = from[name];
  return picked;
}

export function mapValues(from, to) {
  const mapped = {};
  for (const key of Object.keys(from)) mapped[key] = to(from[key], key);
  return mapped;
}

const isTree = (value) =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Adds to `into` what the others have, one level after the other; what is undefined there changes nothing. */
export function merge(into, ...others) {
  for (const other of others)
    for (const [key, value] of Object.entries(other ?? {})) {
      const before = into[key];
      if (isTree(value)) into[key] = merge(isTree(before) ? before : {}, value);
      else if (value !== undefined) into[key] = value;
    }
  return into;
}

export function defaults(into, more) {
  for (const key of Object.keys(more)) if (into[key] === undefined) into[key] = more[key];
  return into;
}

export const has = (from, key) => Object.hasOwn(from, key);
export const isUndefined = (value) => value === undefined;
export const isArray = Array.isArray;
export const isFunction = (value) => typeof value === "function";
export const constant = (value) => () => value;
export const clone = (value) => ({ ...value });
/** Of lists in lists. */
export const cloneDeep = (value) => (Array.isArray(value) ? value.map(cloneDeep) : value);
export const now = () => Date.now();

let count = 0;
export const uniqueId = (prefix = "") => `${prefix}${(count += 1)}`;
