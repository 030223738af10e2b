/** Attributes of a span, named by OpenTelemetry's conventions. Codes, names and numbers; never what people wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One call of a service, from its begin to its end. */
export interface ServiceSpan {
  set(attributes: SpanAttributes): void;
  /** The call failed, by a permanent code. It still wants its end. */
  fail(code: string): void;
  end(): void;
  /** What is called inside belongs to the span, and requests over HTTP carry it on. Gives what `call` gives. */
  within<T>(call: () => T): T;
}

/** How services tell what they call, when somebody traces. */
export interface Tracing {
  /** Begins a span inside of what goes on, such as the step that calls. `client`: the service is in another process. */
  start(name: string, kind: "client" | "internal", attributes: SpanAttributes): ServiceSpan;
  /** What an HTTP request carries so that its receiver goes on with the trace; empty when something else adds it. */
  headers(): Readonly<Record<string, string>>;
}
