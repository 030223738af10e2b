import { createServer, type Socket } from "node:net";
import { once } from "node:events";

/** Reads the requests of a connection: arrays of bulk strings. */
function* requests(buffer: { text: string }): Generator<readonly string[]> {
  for (;;) {
    const head = /^\*(\d+)\r\n/u.exec(buffer.text);
    if (head === null) return;
    let at = head[0].length;
    const parts: string[] = [];
    for (let i = 0; i < Number(head[1]); i++) {
      const size = /^\$(\d+)\r\n/u.exec(buffer.text.slice(at));
      if (size === null) return;
      const start = at + size[0].length;
      const end = start + Number(size[1]);
      if (buffer.text.length < end + 2) return;
      parts.push(buffer.text.slice(start, end));
      at = end + 2;
    }
    buffer.text = buffer.text.slice(at);
    yield parts;
  }
}

const bulk = (text: string | undefined): string =>
  text === undefined ? "$-1\r\n" : `$${text.length}\r\n${text}\r\n`;
const list = (items: readonly string[]): string => `*${items.length}\r\n${items.map(bulk).join("")}`;

/** As much of Redis as a cache needs, on a port of this machine. ASCII alone. `lifetimes` are what SET was given, in milliseconds. */
export async function startRedis() {
  const values = new Map<string, string>();
  const lifetimes = new Map<string, number>();
  const sockets = new Set<Socket>();
  const answer = (parts: readonly string[]): string => {
    const [name = "", key = "", value = ""] = parts;
    switch (name.toUpperCase()) {
      case "GET":
        return bulk(values.get(key));
      case "SET":
        values.set(key, value);
        lifetimes.set(key, Number(parts[parts.indexOf("PX") + 1]));
        return "+OK\r\n";
      case "DEL":
      case "UNLINK":
        return `:${parts.slice(1).filter((one) => values.delete(one)).length}\r\n`;
      case "SCAN":
        return `*2\r\n${bulk("0")}${list([...values.keys()])}`;
      case "MGET":
        return `*${parts.length - 1}\r\n${parts
          .slice(1)
          .map((one) => bulk(values.get(one)))
          .join("")}`;
      default:
        return "+OK\r\n";
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    const buffer = { text: "" };
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      buffer.text += data.toString("latin1");
      for (const parts of requests(buffer)) socket.write(answer(parts));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    values,
    lifetimes,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
