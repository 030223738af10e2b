import type { LayoutFlags } from "../../project/layout.ts";

/** Where a project keeps the requests that its tests run, below the folder of its tests. */
export const requestsFolder = "fixtures/requests";

/** Sent to the thread that holds the project: check and run it, with these files changed since the last time. */
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

/** What a cycle found. */
export interface CycleResult {
  readonly ok: boolean;
  /** For people, with colours when the terminal has them. */
  readonly text: string;
  /** For programs: plain data. */
  readonly data: Readonly<Record<string, unknown>>;
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

/** What the thread is started with. */
export interface DevThreadData {
  readonly cwd: string;
  readonly layout: LayoutFlags;
  readonly colours: boolean;
}
