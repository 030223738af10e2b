import type { z } from "zod";
import type { Clock, Ids, Json } from "./step.ts";
import type { Tracing } from "./tracing.ts";

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

/** Who sends a request: an account, and the conversation it is in. */
export interface Caller {
  readonly user_id: string;
  readonly session_id: string;
  readonly role: string;
}

/** A bearer token that the transport knows, by its hash. */
export interface KnownToken extends Caller {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** An HTTP request as a route sees it. */
export interface HttpCall {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  /** As the route's `query` schema gives it. */
  readonly query: unknown;
  /** What the client sent; as the route's `body` schema gives it where the transport checks it. */
  readonly body: unknown;
  /** Null when nobody known sends it. */
  readonly caller: Caller | null;
}

interface RouteBase {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Such as `/api/v1/items/:id`. */
  readonly path: string;
  /** One line, for the description of the interface. */
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  /** By status; null for a response without a body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  /** The answer may be an event stream. */
  readonly streams?: boolean;
}

/**
 * An address of the project. `run` starts a run from an entry: what the client sent is judged by the graph (by `body`
 * and the state's keys, when there is no `Environment.toInput`), and the answer is what its steps made. `continue` goes
 * on with a run that has ended; the transport checks query and body first, and waits for the end of the last branch.
 * `answer` runs nothing.
 */
export type HttpRoute =
  | (RouteBase & {
      readonly kind: "run";
      /** Node id. */
      readonly entry: string;
      /** What `Environment.toInput` takes. */
      toRequest(call: HttpCall): unknown;
      /** Bytes of each attached file, so that one too large is refused before anything runs. */
      attachments?(body: unknown): readonly number[];
    })
  | (RouteBase & {
      readonly kind: "continue";
      /** Null for a run that this caller does not know. */
      toContinuation(call: HttpCall): Promise<Continuation | null>;
      toResponse(run: EndedRun): HttpResponse;
    })
  | (RouteBase & { readonly kind: "answer"; answer(call: HttpCall): Promise<HttpResponse> });

/** A conversation in no protocol's form. */
export interface Conversation {
  readonly messages: readonly { readonly role: "user" | "assistant" | "system"; readonly content: string }[];
  readonly attachments: readonly {
    readonly filename: string;
    readonly mime_type?: string | undefined;
    readonly content_base64: string;
  }[];
  readonly stream: boolean;
}

/** What an answer rests on. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url?: string | undefined;
}

/** Why a model said no more: it had said all, or it had reached its limit, or was cut short by a filter. */
export type EndReason = "stop" | "length" | "content-filter" | "other";

/** A part of an answer, in the order in which a client gets them. */
export type AnswerPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "sources"; readonly sources: readonly Source[] }
  | { readonly kind: "usage"; readonly input_tokens: number; readonly output_tokens: number }
  /** The answer is here to its end; `reason` is absent where none is known. */
  | { readonly kind: "done"; readonly reason?: EndReason | undefined }
  /** It broke off. A permanent code. */
  | { readonly kind: "failed"; readonly code: string };

/** How foreign chat protocols reach the graph: each of their requests is a run from `entry`, as any other. */
export interface ChatDoor {
  /** Node id. */
  readonly entry: string;
  readonly models: readonly { readonly id: string; readonly owned_by: string }[];
  /** The step and outcome after which the request counts as accepted, so that progress may be told before the answer. */
  readonly accepted: { readonly node: string; readonly outcome: string };
  /** What `Environment.toInput` takes. */
  toRequest(conversation: Conversation, call: HttpCall): unknown;
  /** The parts of an answer that was not streamed, from it and the state it was made of; null when it is a refusal or a failure. */
  readAnswer(response: HttpResponse, state: Readonly<Record<string, unknown>>): readonly AnswerPart[] | null;
  /** What a step that has ended did on the way to the answer, in one sentence for people; null when that is no news. */
  progress?(step: { readonly node: string; readonly attrs: Readonly<Record<string, Json>> }): string | null;
  /** Why the answer ended, by the state that it was made of, where its parts do not tell; undefined when nothing does. */
  endReason?(state: Readonly<Record<string, unknown>>): Promise<EndReason | undefined>;
  /** One server-sent event of a streamed answer. */
  readEvent(event: { readonly event: string; readonly data: string }): readonly AnswerPart[];
}

/** What a project brings besides its steps. The module named by `environment` in the configuration default-exports a function that makes it. */
export interface Environment {
  readonly stores: Readonly<Record<string, StoreImplementation>>;
  readonly services: unknown;
  /** A request file's JSON to the run's input. Throws a `UsageError` that names what is wrong. Without it, the object's keys are state keys. */
  toInput?(request: unknown, io: RequestIO): Readonly<Record<string, unknown>>;
  /** The response state to what a client gets when nothing was streamed. Without it, the output keys as JSON. */
  toResponse?(state: Readonly<Record<string, unknown>>): HttpResponse;
  /** One short line for people: where the answer came from, its model, its cost. */
  summarize?(state: Readonly<Record<string, unknown>>): string;
  /** Called when a run has ended, whichever way, so that it can be gone back to. */
  runEnded?(run: EndedRun): Promise<void> | void;
  /** Feedback on a finished run, as the run that takes it. Throws a `UsageError` for a run that is not known. */
  feedbackOn?(run_id: string, feedback: unknown, user_id: string | null): Promise<Continuation>;
  /** What waits for a person's decision. */
  readonly reviews?: ReviewBoard;
  /** The addresses a server answers at. */
  readonly routes?: readonly HttpRoute[];
  /** For clients that speak a chat protocol of others. */
  readonly chat?: ChatDoor;
  /** Who an `Authorization` header belongs to; null when to nobody. For addresses that no step guards. */
  identify?(authorization: string | undefined): Promise<Caller | null>;
  /** A bearer token for whoever tries the project out; told to a page at a server that serves this machine alone. */
  readonly trial_token?: string;
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
  /** Tokens that the transport lets in: the project's own steps take their senders for known too. */
  readonly tokens?: readonly KnownToken[];
  /** Absent when nobody traces. */
  readonly tracing?: Tracing | undefined;
  readonly warn: (message: string) => void;
}

export type CreateEnvironment = (options: EnvironmentOptions) => Promise<Environment> | Environment;
