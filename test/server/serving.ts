import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";
import { projectFiles } from "../../src/cli/project-files.ts";
import type { Environment } from "../../src/definition/environment.ts";
import type { Tracing } from "../../src/definition/tracing.ts";
import type { Clock } from "../../src/definition/step.ts";
import type { ServerConfig } from "../../src/project/config.ts";
import { findLayout } from "../../src/project/layout.ts";
import { loadProject } from "../../src/project/load-project.ts";
import { createSystemIds } from "../../src/runtime/ids.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { createApp } from "../../src/server/app.ts";
import { knownTokens } from "../../src/server/auth.ts";
import { createHost } from "../../src/server/host.ts";
import type { HostParts, ServerHost } from "../../src/server/host.ts";
import { openSqliteRunStore } from "../../src/server/runs/sqlite-run-store.ts";
import { readServerSettings } from "../../src/server/server-settings.ts";
import createEnvironment from "../../steps/environment.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A server for one test, on the real graph in a world of its own. */
export interface Serving {
  readonly app: FastifyInstance;
  readonly host: ServerHost;
  readonly environment: Environment;
  /** What was told to the operator. */
  readonly warnings: readonly string[];
  /** Opens a port; gives the base of all addresses. */
  readonly listen: () => Promise<string>;
}

let loading: Promise<Pick<HostParts, "program" | "files">> | null = null;

async function load(): Promise<Pick<HostParts, "program" | "files">> {
  const layout = await findLayout(repository);
  const { value } = await loadProject(layout, { code: true });
  if (value.program === null) throw new Error("The project cannot be loaded.");
  return { program: value.program, files: projectFiles(layout, value.program.graph) };
}

/** The header of whoever tries the server out. */
export const demo = { authorization: "Bearer demo" };

/** A question that no golden answer covers. */
export const question = "Quali sono le scadenze per versare l'IVA periodica e con quale modello si paga?";

/** A model endpoint as the only provider, which is asked once. */
export function onlyModel(base_url: string): Readonly<Record<string, unknown>> {
  return {
    llm: { max_attempts: 1 },
    providers: [{ name: "outside", kind: "openai-compatible", base_url, models: [{ model: "m" }] }],
  };
}

/** Makes a server; everything in it is gone when the test is over. */
export async function serving(
  options: {
    readonly server?: ServerConfig;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly tracing?: Tracing;
    readonly parts?: Partial<HostParts>;
    /** Whose time everything goes by; the system's when absent. */
    readonly clock?: Clock;
  } = {},
): Promise<Serving> {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  const world = { clock: options.clock ?? createSystemClock(), ids: createSystemIds(), random: Math.random };
  const settings = readServerSettings(options.server);
  const environment = await createEnvironment({
    projectDirectory: repository,
    env: {},
    ...world,
    isolated: true,
    tokens: knownTokens(settings),
    tracing: options.tracing,
    overrides: { settings: options.settings ?? {} },
    warn,
  });
  const runs = openSqliteRunStore({ path: ":memory:", ...world, keep: 100, keepDays: 1, warn });
  const host = createHost({
    ...(await (loading ??= load())),
    environment,
    logger: null,
    runs,
    settings,
    ...world,
    version: "0.0.0",
    warn,
    ...options.parts,
  });
  const app = createApp(host);
  onTestFinished(async () => {
    await host.live.drain(host.clock, 0);
    await app.close();
    await host.runs.close();
    await environment.close?.();
  });
  return {
    app,
    host,
    environment,
    warnings,
    async listen() {
      await app.listen({ host: "127.0.0.1", port: 0 });
      return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    },
  };
}

/** A token of the configuration, whose text is `token-of-<user_id>`. */
export function tokenOf(user_id: string, role = "user") {
  const sha256 = createHash("sha256").update(`token-of-${user_id}`).digest("hex");
  return { sha256, user_id, session_id: `session-of-${user_id}`, role };
}

/** The header with which `tokenOf` lets somebody in. */
export function bearerOf(user_id: string) {
  return { authorization: `Bearer token-of-${user_id}` };
}

/** A file of the repository. */
export function inRepository(path: string): string {
  return join(repository, path);
}
