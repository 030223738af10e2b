/** What the headers of an event stream depend on. */
export interface SseHeaderOptions {
  readonly media_type: string;
  readonly custom_headers: Readonly<Record<string, string>>;
  readonly enable_compression: boolean;
  /** The request's `Origin`. */
  readonly origin: string | undefined;
  readonly allowed_origins: "*" | readonly string[];
}

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// Visible characters, spaces and tabs of one line, as RFC 9110 allows in a field value.
const headerValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
/** Headers that say how the body is sent: a client's word on them would be untrue. */
const ownHeaders = new Set(["content-length", "transfer-encoding", "content-encoding", "trailer", "upgrade"]);
const originHeader = "access-control-allow-origin";

/**
 * Headers of an event stream in the order they are sent. Custom headers replace defaults of the same name in any case.
 * A header that is malformed, or not the client's to choose, is left out and named in `warnings`. With a list of allowed
 * origins, an origin not on it gets no CORS header.
 */
export function buildSseHeaders(options: SseHeaderOptions): {
  readonly headers: Record<string, string>;
  readonly warnings: readonly string[];
} {
  const { allowed_origins, origin } = options;
  const warnings: string[] = [];
  const headers = new Map<string, readonly [name: string, value: string]>();
  const set = (name: string, value: string) => {
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), [known?.[0] ?? name, value]);
  };

  set("Content-Type", options.media_type);
  set("Cache-Control", "no-cache");
  set("Connection", "keep-alive");
  const allowed = allowed_origins === "*" ? "*" : allowed_origins.find((listed) => listed === origin);
  if (allowed !== undefined) {
    set("Access-Control-Allow-Origin", allowed);
    set("Access-Control-Allow-Headers", "Cache-Control");
    set("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
  }
  for (const [name, value] of Object.entries(options.custom_headers)) {
    const lower = name.toLowerCase();
    if (!headerName.test(name)) warnings.push(`A custom header was left out: its name is not a header name.`);
    else if (!headerValue.test(value))
      warnings.push(`The custom header \`${name}\` was left out: its value is not one line of plain text.`);
    else if (ownHeaders.has(lower))
      warnings.push(`The custom header \`${name}\` was left out: it says how the body is sent.`);
    else if (lower.startsWith("access-control-") && allowed_origins !== "*")
      warnings.push(
        `The custom header \`${name}\` was left out: the installation lists the origins that may read a stream.`,
      );
    else set(name, value);
  }
  if (options.enable_compression) set("Content-Encoding", "gzip");
  if (allowed_origins !== "*" || (headers.get(originHeader)?.[1] ?? "*") !== "*") {
    const vary = headers.get("vary")?.[1];
    set("Vary", vary === undefined ? "Origin" : `${vary}, Origin`);
  }
  return { headers: Object.fromEntries(headers.values()), warnings };
}
