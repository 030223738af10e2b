import { z } from "zod";
import { UsageError } from "../diagnostics/errors.ts";
import type { ServerConfig } from "../project/config.ts";

const count = z.int().min(1);
const ms = z
  .int()
  .min(1)
  .max(24 * 3600 * 1000);
const megabyte = 1024 * 1024;

const role = z.strictObject({
  may_see_personal_data: z.boolean().default(false),
  requests_per_minute: count.default(120),
  concurrent_runs: count.default(16),
});

const token = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "a SHA-256 hash of 64 hexadecimal digits, never the token itself"),
  user_id: z.string().min(1),
  session_id: z.string().min(1).optional(),
  role: z.string().min(1).default("user"),
});

const origin = z
  .string()
  .regex(/^https?:\/\/[^\s/]+$/i, "an origin such as `https://app.example.it`, without a path");

const schema = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  port: z.int().min(0).max(65_535).default(8105),
  tokens: z.array(token).default([]),
  roles: z.record(z.string(), role).default({}),
  cors_origins: z.array(origin).default([]),
  interim_responses: z.boolean().optional(),
  limits: z
    .strictObject({
      body_bytes: count.default(40 * megabyte),
      header_bytes: count.default(16 * 1024),
      attachment_bytes: count.default(10 * megabyte),
    })
    .prefault({}),
  timeouts: z
    .strictObject({
      headers_ms: ms.default(10_000),
      request_ms: ms.default(60_000),
      idle_ms: ms.default(72_000),
      stall_ms: ms.default(60_000),
      heartbeat_ms: ms.default(15_000),
      grace_ms: ms.default(10_000),
    })
    .prefault({}),
  runs: z
    .strictObject({
      path: z.string().min(1).default(".ragstep/runs.db"),
      keep: count.default(10_000),
      keep_days: count.default(30),
      clear_runs: z.int().min(0).default(50),
      clear_bytes: count.default(32 * megabyte),
    })
    .prefault({}),
});

/** A role with all its limits. */
export type Role = z.infer<typeof role> & { readonly name: string };

/** The `server` block of the configuration, defaults filled in. */
export interface ServerSettings extends Omit<z.infer<typeof schema>, "roles" | "interim_responses"> {
  readonly interim_responses: boolean;
  readonly roles: ReadonlyMap<string, Role>;
}

/** Without tokens, whoever reaches the loopback is the developer at this machine. */
const openRole = { may_see_personal_data: true, requests_per_minute: 100_000, concurrent_runs: 10_000 };

function rolesOf(configured: z.infer<typeof schema>["roles"]): ReadonlyMap<string, Role> {
  const known = {
    user: role.parse({}),
    expert: role.parse({}),
    admin: role.parse({ may_see_personal_data: true, requests_per_minute: 600 }),
    ...configured,
    local: openRole,
  };
  return new Map(Object.entries(known).map(([name, limits]) => [name, { name, ...limits }]));
}

/** Checks the `server` block. Throws a `UsageError` that names every field that is wrong. */
export function readServerSettings(config: ServerConfig | undefined): ServerSettings {
  const parsed = schema.safeParse(config ?? {});
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(
      ({ path, message }) => `\`${["server", ...path.map(String)].join(".")}\`: ${message}`,
    );
    throw new UsageError(
      "server-config-invalid",
      `The configuration of the server is wrong: ${wrong.join("; ")}.`,
      {
        hint: 'server: { port: 8105, tokens: [{ sha256: "…", user_id: "user_rossi" }] },',
      },
    );
  }
  const roles = rolesOf(parsed.data.roles);
  const stranger = parsed.data.tokens.find(({ role: name }) => name === "local" || !roles.has(name));
  if (stranger !== undefined)
    throw new UsageError(
      "server-config-invalid",
      `A token of \`server.tokens\` has the role \`${stranger.role}\`, which is not there.`,
      { hint: `server: { roles: { ${stranger.role}: { requests_per_minute: 60 } } },` },
    );
  // Tokens mean other machines, and proxies before them, of which some cannot take interim responses.
  const interim_responses = parsed.data.interim_responses ?? parsed.data.tokens.length === 0;
  return { ...parsed.data, roles, interim_responses };
}
