import type { LayoutFlags } from "../../project/layout.ts";
import type { JsonDiagnostic } from "../../report/json.ts";

/** Where a project keeps the requests that its tests run, below the folder of its tests. */
export const requestsFolder = "fixtures/requests";

/** Sent to the threads that hold the project: check it and run it, with these files changed since the last time. */
export interface CycleOrder {
  readonly id: number;
  readonly changed: readonly string[];
  /** Null: the project is loaded and checked, so that the next cycle is quick, and nothing is run. */
  readonly request: RequestChoice | null;
}

/** The request to run: the one that was named, or else the one saved last, or else the project's first. */
export interface RequestChoice {
  readonly named: string | null;
  readonly saved: string | null;
}

/** What a cycle found, or one of its parts. */
export interface CycleResult {
  readonly ok: boolean;
  /** For people, with colours when the terminal has them. */
  readonly text: string;
  /** For programs: plain data. */
  readonly data: CycleData;
}

/** A result as programs read it. */
export interface CycleData {
  readonly diagnostics: readonly JsonDiagnostic[];
  /** Null when nothing was to be run, or nothing can be. */
  readonly run: object | null;
  /** What kept the project from being checked, or the request from being run. */
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
}

/** Where saves matter. */
export interface WatchedPlaces {
  /** The project's folder, where its configuration is. */
  readonly root: string;
  /** Watched with all folders below. */
  readonly trees: readonly string[];
  /** Watched without what is below. */
  readonly folders: readonly string[];
  /** Files that count although they lie in no tree. */
  readonly files: readonly string[];
  /** A change of these needs a new thread. */
  readonly fixed: readonly string[];
}

/** The thread's answer to an order. A cycle that a newer order overtook is not answered. */
export interface CycleAnswer {
  readonly id: number;
  readonly result: CycleResult;
  /** Null when the project's layout cannot be told, because its configuration is broken. */
  readonly places: WatchedPlaces | null;
  readonly heapBytes: number;
}

/** The project is checked and run at the same time, each in a thread of its own. */
export type CyclePart = "check" | "run";

/** What a thread is started with. */
export interface DevThreadData {
  readonly part: CyclePart;
  readonly cwd: string;
  readonly layout: LayoutFlags;
  readonly colours: boolean;
}
