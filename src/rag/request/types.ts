/** A turn of the conversation as a client may send it. */
export interface Turn {
  role: "user" | "assistant" | "system";
  content: string;
}

/** A file sent with the request. */
export interface Attachment {
  filename: string;
  mime_type?: string | undefined;
  content_base64: string;
}

/** A body as it is accepted: defaults filled in, unknown fields gone. */
export interface ChatRequest {
  messages: Turn[];
  attachments: Attachment[];
  /** As sent; the streaming lane decides what it means. */
  stream?: unknown;
  stream_options: Record<string, unknown>;
  feedback: Record<string, unknown> | null;
}

/** One thing that is wrong with a request. The message never repeats what the client wrote. */
export interface RequestProblem {
  /** Where, such as `messages[1].role`; `method`, `content-type`, `content-length` and `body` for the request itself. */
  field: string;
  code: "invalid" | "method_not_allowed" | "payload_too_large" | "unsupported_media_type";
  message: string;
}
