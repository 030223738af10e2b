/** What a rule of the check counts as, by its code; a rule that is not named counts as it is documented. */
export type RuleLevels = Readonly<Record<string, "off" | "warning" | "error">>;

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
  /** Rules of `ragstep check` that count as something else here, such as `{ "owner-missing": "off" }`. */
  readonly rules?: RuleLevels;
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
] as const satisfies readonly (keyof Config)[];

/** Types a configuration: `export default defineConfig({ … })` in `ragstep.config.ts`. */
export function defineConfig(config: Config): Config {
  return config;
}
