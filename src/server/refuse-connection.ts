import { STATUS_CODES } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { asHttpError, errorBody } from "./http-error.ts";

type Exchange = readonly [IncomingMessage, ServerResponse];

/** Answers what is no request, in its turn: behind the answers to requests that came before it on the same connection. */
export class ConnectionRefuser {
  private readonly open = new WeakMap<Socket, Set<Exchange>>();

  /** Keeps in mind what is being answered. */
  watch(server: Server): void {
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const exchanges = this.open.get(request.socket) ?? new Set();
      this.open.set(request.socket, exchanges);
      const exchange: Exchange = [request, response];
      exchanges.add(exchange);
      response.once("close", () => exchanges.delete(exchange));
    });
  }

  /** Answers as far as somebody is still there to read it, and closes the connection. Throws never. */
  async refuse(error: Error, socket: Socket): Promise<void> {
    if (Reflect.get(error, "code") === "ECONNRESET") {
      socket.destroy();
      return;
    }
    // A request that is itself broken gets no other answer.
    const before = [...(this.open.get(socket) ?? [])].filter(([{ complete }]) => complete);
    await Promise.all(
      before.map(([, response]) => new Promise<void>((resolve) => response.once("close", () => resolve()))),
    );
    if (!socket.writable) {
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
}
