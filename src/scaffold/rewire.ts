import type { SliceNode } from "./test-slice.ts";

/** A step that comes into the ways from some steps to another one, or leaves them. */
export interface Rewire {
  readonly kind: "in" | "out";
  readonly step: SliceNode;
  /** The steps before it; one, where it comes in. */
  readonly from: readonly SliceNode[];
  /** The step behind it. */
  readonly to: SliceNode;
  /** Whether runs go on to `to` as before: else only the steps before know of it. */
  readonly passes: boolean;
  /** Whether nothing else can come behind the step that leads to `to` now. */
  readonly isOnlyWay: boolean;
}

/** The steps that stand before `to` in a path now: one of these, and then `to`. */
export function beforeNow({ kind, step, from }: Rewire): readonly SliceNode[] {
  return kind === "in" ? from : [step];
}
