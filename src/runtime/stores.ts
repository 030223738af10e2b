import type { StoreImplementation } from "../definition/environment.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Access } from "../graph/graph.ts";
import { StepContractError } from "./errors.ts";
import type { Plan, PlannedNode } from "./plan.ts";

export type StoreImplementations = Readonly<Record<string, StoreImplementation>>;

/** The stores of a run, cut to what the diagram wires to each node. */
export interface BoundStores {
  of(node: PlannedNode): object;
}

const noStores: StoreImplementations = Object.freeze({});
const bound = new WeakMap<Plan, WeakMap<StoreImplementations, BoundStores>>();

/** Binds stores to the nodes of a plan; once for each pair, however many runs share it. */
export function bindStores(plan: Plan, stores: StoreImplementations = noStores): BoundStores {
  let ofPlan = bound.get(plan);
  if (ofPlan === undefined) bound.set(plan, (ofPlan = new WeakMap()));
  const known = ofPlan.get(stores);
  if (known !== undefined) return known;
  const made = makeBound(plan, stores);
  ofPlan.set(stores, made);
  return made;
}

function makeBound(plan: Plan, stores: StoreImplementations): BoundStores {
  const ofNode = new Map<number, object>();
  return {
    of(node) {
      let wired = ofNode.get(node.index);
      if (wired === undefined) ofNode.set(node.index, (wired = wiredStores(plan, node, stores)));
      return wired;
    },
  };
}

function wiredStores(plan: Plan, node: PlannedNode, stores: StoreImplementations): object {
  const given: Record<string, unknown> = {};
  const missing = new Set<string>();
  for (const { store, access } of node.graphNode.stores) {
    const implementation = Object.hasOwn(stores, store) ? stores[store] : undefined;
    if (implementation === undefined) missing.add(store);
    else given[store] = withAccess(implementation, access);
  }
  return new Proxy(Object.freeze(given), {
    get(target, name) {
      if (typeof name === "symbol" || Object.hasOwn(target, name)) return Reflect.get(target, name);
      if (missing.has(name)) throw storeMissing(node, name, stores);
      throw notWired(plan, node, name);
    },
  });
}

function withAccess(implementation: StoreImplementation, access: Access): object {
  const { read, write } = implementation;
  if (access === "read-write") return read === write ? read : both(read, write);
  return access === "read" ? read : write;
}

/** One object with the members of both; each method keeps the `this` it was written for. */
function both(reader: object, writer: object): object {
  const merged = {};
  for (const part of [writer, reader]) {
    for (const name of memberNames(part)) {
      const value: unknown = Reflect.get(part, name);
      Object.defineProperty(
        merged,
        name,
        typeof value === "function"
          ? {
              value: (...args: unknown[]): unknown => Reflect.apply(value, part, args),
              enumerable: true,
              configurable: true,
            }
          : { get: (): unknown => Reflect.get(part, name), enumerable: true, configurable: true },
      );
    }
  }
  return Object.freeze(merged);
}

function memberNames(part: object): Set<string | symbol> {
  const names = new Set<string | symbol>();
  for (
    let at: unknown = part;
    typeof at === "object" && at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    for (const name of Reflect.ownKeys(at)) if (name !== "constructor") names.add(name);
  }
  return names;
}

function storeMissing(node: PlannedNode, store: string, stores: StoreImplementations): StepContractError {
  return new StepContractError(
    "store-missing",
    `Step \`${node.id}\` is wired to the store \`${store}\`, which the run was not given.${didYouMean(store, Object.keys(stores))}`,
    { node: node.id, hint: `run(program, input, { stores: { ${store}: … } })` },
  );
}

function notWired(plan: Plan, node: PlannedNode, store: string): StepContractError {
  const { stores } = plan.graph;
  const drawn = stores.has(store)
    ? ""
    : `; no store of that name is drawn.${didYouMean(store, stores.keys())}`;
  return new StepContractError(
    "store-not-wired",
    `Step \`${node.id}\` reached for the store \`${store}\`, which the diagram does not wire to it${drawn || "."}`,
    { node: node.id, hint: `${store} -.-> ${node.id}` },
  );
}
