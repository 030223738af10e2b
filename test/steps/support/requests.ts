/** A request as it comes in: POST, JSON, with the development token. */
export function chatRequest(
  body: unknown,
  change: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
) {
  return {
    method: change.method ?? "POST",
    path: change.path ?? "/api/v1/chat",
    headers: { "content-type": "application/json", authorization: "Bearer demo", ...change.headers },
    body,
  };
}

/** What step 2 knows of such a request. */
export const requestMetadata = {
  request_id: "req_1",
  method: "POST",
  url: "/api/v1/chat",
  content_type: "application/json",
  user_agent: "test",
};

/** An accepted body with these messages. */
export function accepted(messages: readonly { readonly role: string; readonly content: string }[]) {
  return { messages, attachments: [], stream: undefined, stream_options: {}, feedback: null };
}

/** A session and its user who leaves the privacy choice to the installation. */
export const session = { id: "session_demo", user_id: "user_demo" };
export const user = { id: "user_demo", role: "user", anonymize_requests: null };
