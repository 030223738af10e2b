/** What happens to runs of the version before when they are resumed on the version after, from best to worst. */
export const runClasses = ["safe", "needs migration", "breaks"] as const;

/**
 * `safe`: resumed as it is. `needs migration`: refused as it is, resumed after the rewriting of its records that
 * `Migration` tells. `breaks`: no rewriting helps, or it is resumed and goes wrong.
 */
export type RunClass = (typeof runClasses)[number];

/** Why saved runs fare as they do. */
export interface Reason {
  readonly class: RunClass;
  /** The node, edge or key that is to blame; null for the graph as a whole. */
  readonly subject: string | null;
  /** One sentence. */
  readonly text: string;
}

/** The worst of some reasons; `safe` for none. */
export function worst(reasons: readonly Reason[]): RunClass {
  return runClasses.findLast((one) => reasons.some((reason) => reason.class === one)) ?? "safe";
}
