import type { Clock, Ids } from "./step.ts";

/** A store as the runner hands it out: readers get `read`, writers `write`, who is wired both ways gets both. */
export interface StoreImplementation {
  readonly read: object;
  readonly write: object;
}

/** Where the bytes of a response go. A terminal, a socket, or a list in memory. */
export interface ResponseSink {
  /** Called once, before the first `write`. */
  writeHead(statusCode: number, headers: Readonly<Record<string, string>>): void;
  /** Resolves when the receiver is ready for more; rejects once it is gone. */
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Aborted when the receiver goes away. */
  readonly closed: AbortSignal;
}

/** What a transport hands to a project with each request. */
export interface RequestIO {
  readonly sink: ResponseSink;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The request file's folder, for paths in it that are relative. Absent when the request came over a network. */
  readonly baseDirectory?: string | undefined;
}

/** A finished response as a client sees it. */
export interface HttpResponse {
  readonly status_code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A run that has come to the end of its last branch. */
export interface EndedRun {
  readonly run_id: string;
  readonly status: "completed" | "failed" | "cancelled";
  /** Node id. */
  readonly entry: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/** A run that starts in the middle of the diagram, on what was kept of earlier ones. */
export interface Continuation {
  /** Node id. */
  readonly entry: string;
  /** State keys. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The id of the run that goes on; a new one when absent. */
  readonly run_id?: string;
}

/** A change of the golden set that waits for a person, or was decided. */
export interface ReviewLine {
  readonly id: string;
  readonly status: "pending" | "approved" | "rejected";
  /** What would be published, in one line. */
  readonly title: string;
  /** Where it comes from, in one line. */
  readonly origin: string;
  /** 0 to 1. */
  readonly quality: number;
}

/** What people decide about. */
export interface ReviewBoard {
  /** Waiting ones first. */
  list(): Promise<readonly ReviewLine[]>;
  /** Takes the decision, and gives the run that carries it out. Throws a `UsageError` for what cannot be decided. */
  decide(id: string, verdict: "approved" | "rejected", by: string): Promise<Continuation>;
}

/** What a project brings besides its steps. The module named by `environment` in the configuration default-exports a function that makes it. */
export interface Environment {
  readonly stores: Readonly<Record<string, StoreImplementation>>;
  readonly services: unknown;
  /** A request file's JSON to the run's input. Throws a `UsageError` that names what is wrong. Without it, the object's keys are state keys. */
  toInput?(request: unknown, io: RequestIO): Readonly<Record<string, unknown>>;
  /** The response state to what a client gets when nothing was streamed. */
  toResponse?(state: Readonly<Record<string, unknown>>): HttpResponse;
  /** One short line for people: where the answer came from, its model, its cost. */
  summarize?(state: Readonly<Record<string, unknown>>): string;
  /** Called when a run has ended, whichever way, so that it can be gone back to. */
  runEnded?(run: EndedRun): Promise<void> | void;
  /** Feedback on a finished run, as the run that takes it. Throws a `UsageError` for a run that is not known. */
  feedbackOn?(run_id: string, feedback: unknown, user_id: string | null): Promise<Continuation>;
  /** What waits for a person's decision. */
  readonly reviews?: ReviewBoard;
  close?(): Promise<void> | void;
}

/** Options an environment is made with. */
export interface EnvironmentOptions {
  readonly projectDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: () => number;
  /** The request file's `environment` block, for fixtures that need another world (a model that is down, a newer document). */
  readonly overrides?: unknown;
  /**
   * The run is recorded or held against its recording: the world must begin empty and leave nothing behind, so that the
   * same request comes out the same each time.
   */
  readonly isolated?: boolean;
  readonly warn: (message: string) => void;
}

export type CreateEnvironment = (options: EnvironmentOptions) => Promise<Environment> | Environment;
