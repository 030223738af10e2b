import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A line between browser and server that breaks. */
export interface CuttingProxy {
  readonly origin: string;
  /** Connections that were opened to it. */
  readonly opened: () => number;
  /** Breaks all connections; new ones go through. */
  cut(): void;
}

/**
 * Leads to a server on this machine. The n-th answer that is longer than the n-th number of bytes is cut off there, in
 * the middle of whatever stands at that place.
 */
export async function cuttingProxy(target: string, cutAfter: readonly number[] = []): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  const cuts = [...cutAfter];
  let opened = 0;
  const server = createServer((client) => {
    opened++;
    const upstream = connect(Number(new URL(target).port), "127.0.0.1");
    let left = cuts[0] ?? Infinity;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", end).on("close", () => {
        sockets.delete(socket);
        end();
      });
    }
    client.pipe(upstream);
    upstream.on("data", (part: Buffer) => {
      if (part.length < left) {
        left -= part.length;
        client.write(part);
        return;
      }
      cuts.shift();
      client.write(part.subarray(0, left), () => end());
    });
    upstream.on("end", () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  );
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    opened: () => opened,
    cut,
  };
}
