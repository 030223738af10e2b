import { UsageError } from "../diagnostics/errors.ts";
import { createApp } from "./app.ts";
import type { Extension } from "./app.ts";
import type { ServerHost } from "./host.ts";

/** A server that listens. */
export interface ListeningServer {
  /** Such as `http://127.0.0.1:8105`. */
  readonly url: string;
  /** Takes no more runs, lets those under way end within the grace period, and closes all connections. */
  stop(): Promise<void>;
}

function refused(error: unknown, host: string, port: number): UsageError {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const why = code === "EADDRINUSE" ? "another program listens there" : String(code ?? error);
  return new UsageError("port-unusable", `\`${host}:${port}\` cannot be listened on: ${why}.`, {
    hint: "ragstep serve --port 0",
    cause: error,
  });
}

/** Opens the server. Throws a `UsageError` when host or port cannot be used. */
export async function listen(
  host: ServerHost,
  extensions: readonly Extension[] = [],
): Promise<ListeningServer> {
  const { host: name, port, timeouts } = host.settings;
  const app = createApp(host, extensions);
  try {
    const url = await app.listen({ host: name, port });
    return {
      url,
      async stop() {
        await host.live.drain(host.clock, timeouts.grace_ms);
        await app.close();
      },
    };
  } catch (error) {
    await app.close();
    throw refused(error, name, port);
  }
}
