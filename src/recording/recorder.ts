import type { StateDefinition } from "../definition/state.ts";
import type { RunEvent, RunStatus } from "../runtime/events.ts";
import type { Journal, JournalRecord } from "../runtime/journal.ts";
import { canonicalOrder, placesBefore } from "./canonical-order.ts";
import { digestOf } from "./digest.ts";
import { plainValue } from "./plain-value.ts";
import type { RecordedChange, RecordedStep, RecordedValues } from "./recording.ts";
import { renamed, runRenamer } from "./rename-words.ts";
import type { RunWords } from "./rename-words.ts";

/** What stands for a value that a recording does not hold. */
const masks = { personal: "(personal)", live: "(live)", unrecorded: "(unrecorded)" } as const;

/** A visit under way or finished. */
interface Visit {
  readonly node: string;
  readonly visit: number;
  /** The visits that led here, as places in the list of visits. */
  readonly after: readonly number[];
  finished: RecordedStep | null;
  /** Null when it failed. */
  attrs: readonly string[] | null;
  wrote: Map<string, unknown>;
}

/** A way that a run took to a node that it has not come to yet. */
interface Arrival {
  readonly from: number;
  readonly to: string;
}

/** A finished run as it was watched. */
export interface WatchedRun {
  readonly entry: string;
  readonly status: RunStatus;
  readonly path: readonly RecordedStep[];
  readonly input: RecordedValues;
  readonly changes: readonly RecordedChange[];
  /** Names of the attributes that each step logged, by node id; a step that only failed is not among them. */
  readonly attrs: ReadonlyMap<string, readonly string[]>;
}

/** Watches one run after the other; the last one is handed out. */
export interface Recorder {
  /** Give it to the run beside `onEvent`: it sees what the steps write. */
  readonly journal: Journal;
  readonly onEvent: (event: RunEvent) => void;
  /** The last run; call it when it has ended. */
  recorded(words: RunWords): WatchedRun;
}

/** Makes a recorder for runs of a program with this state. */
export function createRecorder(state: StateDefinition): Recorder {
  let entry = "";
  let status: RunStatus = "cancelled";
  let visits: Visit[] = [];
  let arrivals: Arrival[] = [];
  let places = new Map<string, number>();
  let input = new Map<string, unknown>();

  const visitOf = (node: string, visit: number): Visit | undefined =>
    visits[places.get(`${node}#${visit}`) ?? -1];

  function begin(node: string): void {
    entry = node;
    status = "cancelled";
    [visits, arrivals] = [[], []];
    [places, input] = [new Map(), new Map()];
  }

  function started(node: string, visit: number): void {
    const after = arrivals.filter(({ to }) => to === node).map(({ from }) => from);
    arrivals = arrivals.filter(({ to }) => to !== node);
    places.set(`${node}#${visit}`, visits.length);
    visits.push({ node, visit, after, finished: null, attrs: null, wrote: new Map() });
  }

  function finished(step: RecordedStep, attrs: readonly string[] | null): void {
    const place = places.get(`${step.node}#${step.visit}`);
    const visit = visits[place ?? -1];
    if (place === undefined || visit === undefined) return;
    visit.finished = step;
    visit.attrs = attrs;
    arrivals.push(...step.next.map((to) => ({ from: place, to })));
  }

  function append({ node, visit, patch }: JournalRecord): void {
    // Values are copied now: who gets them next may change what they refer to.
    const wrote = new Map(Object.entries(patch).map(([name, value]) => [name, kept(state, name, value)]));
    if (visit === 0) input = wrote;
    else {
      const at = visitOf(node, visit);
      if (at !== undefined) at.wrote = wrote;
    }
  }

  function onEvent(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        return begin(event.entry);
      case "step-started":
        return started(event.node, event.visit);
      case "step-completed": {
        const { node, step, visit, outcome, next, skipped } = event;
        const at = visitOf(node, visit);
        // The journal knows nothing of what cannot be kept.
        for (const name of event.wrote)
          if (state[name]?.flags.transient === true) at?.wrote.set(name, masks.live);
        return finished(
          { step, node, visit, outcome, next, skipped, errorCode: null },
          declaredNames(event.attrs),
        );
      }
      case "step-failed": {
        const { node, step, visit, next, error } = event;
        const outcome = next.length === 0 ? null : "error";
        return finished({ step, node, visit, outcome, next, skipped: false, errorCode: error.code }, null);
      }
      case "run-ended":
        status = event.status;
        return;
      case "step-retry":
      case "emitted":
      case "edge-taken":
      case "response":
        return;
    }
  }

  return {
    journal: { append, read: () => [] },
    onEvent,
    recorded: (words) => watched({ entry, status, visits, input }, words),
  };
}

/** What every line has beside the declared attributes. */
const always: ReadonlySet<string> = new Set(["step", "request_id", "next_step", "processing_stage"]);

function declaredNames(attrs: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(attrs).filter((name) => !always.has(name));
}

function kept(state: StateDefinition, name: string, value: unknown): unknown {
  const flags = state[name]?.flags;
  if (flags?.pii === true) return masks.personal;
  return flags?.unrecorded === true ? masks.unrecorded : plainValue(value);
}

/** The visits that count: all finished ones, and of a run that failed those that led to its failure. */
function counted(visits: readonly Visit[], status: RunStatus): readonly Visit[] {
  const failed = visits.findIndex(
    ({ finished }) => finished?.errorCode != null && finished.next.length === 0,
  );
  // How far other branches had come when a run failed is a matter of luck.
  const before = status === "completed" || failed === -1 ? null : placesBefore(visits, failed);
  const places = new Map<number, number>();
  visits.forEach(({ finished }, place) => {
    if (finished !== null && (before === null || before.has(place))) places.set(place, places.size);
  });
  return [...places.keys()].flatMap((place) => {
    const visit = visits[place];
    if (visit === undefined) return [];
    return [{ ...visit, after: visit.after.flatMap((from) => places.get(from) ?? []) }];
  });
}

function watched(
  run: {
    readonly entry: string;
    readonly status: RunStatus;
    readonly visits: readonly Visit[];
    readonly input: ReadonlyMap<string, unknown>;
  },
  words: RunWords,
): WatchedRun {
  const visits = counted(run.visits, run.status);
  const rename = runRenamer(words);
  const values = (found: ReadonlyMap<string, unknown>): RecordedValues =>
    Object.fromEntries(
      [...found]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, digestOf(renamed(value, rename))]),
    );
  const ordered = canonicalOrder(
    visits.map(({ node, after, finished }) => ({ node, after, next: finished?.next ?? [] })),
  ).flatMap((place) => visits[place] ?? []);
  const input = values(run.input);
  return {
    entry: run.entry,
    status: run.status,
    path: ordered.flatMap(({ finished }) => finished ?? []),
    input,
    changes: ordered.flatMap(({ node, visit, wrote }) =>
      wrote.size === 0 ? [] : [{ node, visit, set: values(wrote) }],
    ),
    attrs: new Map(ordered.flatMap(({ node, attrs }) => (attrs === null ? [] : [[node, attrs] as const]))),
  };
}
