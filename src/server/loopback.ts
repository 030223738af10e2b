import { isIP } from "node:net";
import { UsageError } from "../diagnostics/errors.ts";
import type { ServerSettings } from "./server-settings.ts";

/** Whether a host is this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (name === "localhost" || name.endsWith(".localhost") || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/** Throws a `UsageError` for a host that others reach while nobody is asked who they are. */
export function refuseOpenHost(settings: Pick<ServerSettings, "host" | "tokens">): void {
  if (isLoopback(settings.host) || settings.tokens.length > 0) return;
  throw new UsageError(
    "server-open",
    `\`${settings.host}\` is reached from other machines, and no token is configured: everybody could ask.`,
    {
      hint: [
        "In `ragstep.config.ts`, with the hash that `printf %s TOKEN | sha256sum` prints:",
        'server: { tokens: [{ sha256: "…", user_id: "user_rossi", role: "admin" }] },',
      ].join("\n"),
    },
  );
}
