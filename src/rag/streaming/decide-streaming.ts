/** Everything that may say whether the client wants a stream. */
export interface StreamingSources {
  /** A transport's own decision. */
  readonly streaming?: { readonly requested: boolean } | undefined;
  /** The body's `stream`, as sent. */
  readonly stream?: unknown;
  /** The `Accept` header. */
  readonly accept?: string | undefined;
}

export interface StreamingDecision {
  readonly requested: boolean;
  readonly source: "state" | "stream_parameter" | "http_headers" | "default";
}

const trueWords = new Set(["true", "1", "yes", "on"]);

/** Whether a body's `stream` asks for one: true, a number other than 0, or `true`, `1`, `yes`, `on` in any case. */
function asksForStream(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  return typeof value === "string" && trueWords.has(value.trim().toLowerCase());
}

/** Whether an `Accept` header takes event streams; `q=0` refuses them. */
function acceptsEventStream(accept: string): boolean {
  return accept
    .toLowerCase()
    .split(",")
    .some((range) => {
      const [type, ...parameters] = range.split(";").map((part) => part.trim());
      return (
        type === "text/event-stream" && !parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter))
      );
    });
}

/** Asks the sources in their order: the transport, the body's `stream`, the `Accept` header; without any, no stream. */
export function decideStreaming({ streaming, stream, accept }: StreamingSources): StreamingDecision {
  if (streaming !== undefined) return { requested: streaming.requested, source: "state" };
  if (stream !== undefined && stream !== null)
    return { requested: asksForStream(stream), source: "stream_parameter" };
  if (accept !== undefined && acceptsEventStream(accept)) return { requested: true, source: "http_headers" };
  return { requested: false, source: "default" };
}
