import type { NodeKind } from "../graph/graph.ts";

/** Which step is to be added, and where. */
export interface AddRequest {
  readonly id: string;
  readonly label: string;
  readonly type: NodeKind;
  /** The step it comes after. */
  readonly after: string | undefined;
  /** The step it comes before. */
  readonly before: string | undefined;
  /** The branch of `after` that leads to it. */
  readonly outcome: string | undefined;
  /** Where a decision leads: label and node id. */
  readonly branches: readonly { readonly label: string; readonly target: string }[];
  readonly lane: string | undefined;
  readonly stores: readonly { readonly store: string; readonly access: "read" | "write" | "read-write" }[];
  readonly category: string | undefined;
  readonly owner: string | undefined;
}
