/** What rules of the check count as, by their codes; a rule that is not named counts as it is documented. */
export type RuleLevels = Readonly<Record<string, "off" | "warning" | "error">>;

/** What a role of the server may do. What is not named is as its default. */
export interface RoleConfig {
  /** Sees everybody's runs, and what users wrote in the last ones, which are held in memory. Nobody sees that later. */
  readonly may_see_personal_data?: boolean;
  readonly requests_per_minute?: number;
  /** At the same time, for one token. */
  readonly concurrent_runs?: number;
}

/** What `ragstep serve` is told. Times are in milliseconds; what is not named is as its default. */
export interface ServerConfig {
  /** The loopback address by default. Any other wants `tokens`. */
  readonly host?: string;
  readonly port?: number;
  /** Who may ask: SHA-256 of the token in 64 hexadecimal digits, never the token. Without any, whoever reaches the loopback may. */
  readonly tokens?: readonly {
    readonly sha256: string;
    readonly user_id: string;
    /** The conversation that the token is for; one of its own when absent. */
    readonly session_id?: string;
    /** `user` when absent. */
    readonly role?: string;
  }[];
  /** By name. `user`, `expert` and `admin` are there already. */
  readonly roles?: Readonly<Record<string, RoleConfig>>;
  /** Origins of other pages whose scripts may call, such as `https://app.example.it`. */
  readonly cors_origins?: readonly string[];
  /**
   * Whether `102 Processing` tells clients who can take it that a run goes on before its answer begins. Without tokens it
   * does. Behind a proxy it may only where that forwards interim responses, which nginx does not.
   */
  readonly interim_responses?: boolean;
  readonly limits?: {
    readonly body_bytes?: number;
    readonly header_bytes?: number;
    /** Of one attached file. */
    readonly attachment_bytes?: number;
  };
  readonly timeouts?: {
    /** Until the request's headers are there. */
    readonly headers_ms?: number;
    /** Until the whole request is there. */
    readonly request_ms?: number;
    /** Of a connection without a request. */
    readonly idle_ms?: number;
    /** Of a reader that takes nothing. */
    readonly stall_ms?: number;
    /** Of silence before a sign of life in a stream. */
    readonly heartbeat_ms?: number;
    /** For runs to end when the server is told to. */
    readonly grace_ms?: number;
  };
  readonly runs?: {
    /** The database of runs; relative to the configuration. */
    readonly path?: string;
    /** How many runs are kept at most. */
    readonly keep?: number;
    readonly keep_days?: number;
    /** Of how many of the last runs personal data is held in memory, for roles that may see it; 0: of none. */
    readonly clear_runs?: number;
    /** Memory that these may take together. */
    readonly clear_bytes?: number;
  };
}

/**
 * Where the parts of a project are: paths relative to the configuration file. What is not named is looked for in the
 * standard layout.
 */
export interface Config {
  /** The Mermaid flowchart. By default the one `.mmd` file in `docs/architecture/diagrams`. */
  readonly diagram?: string;
  /** The step registry. By default `registry/rag_steps.yml`; a project without that file runs the diagram alone. */
  readonly registry?: string;
  /** The folder of the handlers. By default `steps`. */
  readonly steps?: string;
  /** The module that exports the state definition as `state`. By default `state.ts` in the folder of the handlers. */
  readonly state?: string;
  /** The module whose default export makes the environment. By default `environment.ts` in the folder of the handlers. */
  readonly environment?: string;
  /**
   * The module that exports the types `Stores` and `Services`. By default `services.ts` in the folder of the handlers,
   * else the environment module; a project with neither has steps without stores.
   */
  readonly services?: string;
  /** Where `ragstep gen` writes the graph's types. By default `ragstep.gen.ts` in the folder of the handlers. */
  readonly types?: string;
  /** Where `ragstep gen` writes its tables. By default `docs/architecture`. */
  readonly docs?: string;
  /** The folder of the tests. By default `test`. */
  readonly tests?: string;
  /** Rules of `ragstep check` that count as something else here, such as `{ "owner-missing": "off" }`; `warn` is short for `warning`. */
  readonly rules?: Readonly<Record<string, RuleLevels[string] | "warn">>;
  /** How `ragstep serve` serves. */
  readonly server?: ServerConfig;
}

/** The names a configuration may have. */
export const configKeys = [
  "diagram",
  "registry",
  "steps",
  "state",
  "environment",
  "services",
  "types",
  "docs",
  "tests",
  "rules",
  "server",
] as const satisfies readonly (keyof Config)[];

/** Types a configuration: `export default defineConfig({ … })` in `ragstep.config.ts`. */
export function defineConfig(config: Config): Config {
  return config;
}
