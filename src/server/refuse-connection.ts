import type { Socket } from "node:net";
import { STATUS_CODES } from "node:http";
import { asHttpError, errorBody } from "./http-error.ts";

/** Answers what is no request, as far as somebody is still there to read it, and closes the connection. */
export function refuseConnection(error: Error, socket: Socket): void {
  if (Reflect.get(error, "code") === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = asHttpError(error, "malformed-request");
  const body = JSON.stringify(errorBody(refusal));
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ""}`,
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
