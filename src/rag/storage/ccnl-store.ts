import type { Database } from "./database.ts";
import { readEpoch } from "./epochs.ts";

export interface CcnlReader {
  /** A value that changes whenever the collective agreements change. */
  epoch(): Promise<string>;
}

/** The collective agreements. Answers depend on their epoch alone so far. */
export function createCcnlStore(db: Database): { readonly read: CcnlReader; readonly write: object } {
  return { read: { epoch: async () => readEpoch(db, "ccnl") }, write: {} };
}
