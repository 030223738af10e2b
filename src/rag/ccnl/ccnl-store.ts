import { z } from "zod";

import type { Database } from "../storage/database.ts";
import { advanceEpoch, readEpoch } from "../storage/epochs.ts";
import { type Agreement, agreementSchema } from "./agreement.ts";

export interface CcnlReader {
  /** A value that changes whenever the collective agreements change. */
  epoch(): Promise<string>;
  /** All agreements, each version of its own, by id and date. They are few and small. */
  agreements(): Promise<readonly Agreement[]>;
}

export interface CcnlWriter {
  /** Keeps these agreements and no others. How many were put in, changed or taken out; the epoch moves when any was. */
  replace(agreements: readonly Agreement[]): number;
}

const row = z.object({ id: z.string(), valid_from: z.string(), body: z.string() });
const keyOf = ({ id, valid_from }: { readonly id: string; readonly valid_from: string }): string =>
  `${id} ${valid_from}`;

/** The collective agreements. */
export function createCcnlStore(db: Database): { readonly read: CcnlReader; readonly write: CcnlWriter } {
  const rows = () => db.all(row, "SELECT id, valid_from, body FROM ccnl_agreement ORDER BY id, valid_from");
  return {
    read: {
      epoch: async () => readEpoch(db, "ccnl"),
      agreements: async () => rows().map(({ body }) => agreementSchema.parse(JSON.parse(body))),
    },
    write: {
      replace: (agreements) =>
        db.transaction(() => {
          const next = agreements.map((one) => ({
            id: one.id,
            valid_from: one.from,
            body: JSON.stringify(one),
          }));
          const before = new Map(rows().map((one) => [keyOf(one), one]));
          const changed = next.filter((one) => before.get(keyOf(one))?.body !== one.body);
          const kept = new Set(next.map(keyOf));
          const gone = [...before.values()].filter((one) => !kept.has(keyOf(one)));
          for (const { id, valid_from, body } of changed) {
            db.run(
              "INSERT INTO ccnl_agreement (id, valid_from, body) VALUES (?, ?, ?) ON CONFLICT (id, valid_from) DO UPDATE SET body = excluded.body",
              [id, valid_from, body],
            );
          }
          for (const { id, valid_from } of gone)
            db.run("DELETE FROM ccnl_agreement WHERE id = ? AND valid_from = ?", [id, valid_from]);
          if (changed.length + gone.length > 0) {
            advanceEpoch(db, "ccnl", JSON.stringify([changed.map(({ body }) => body), gone.map(keyOf)]));
          }
          return changed.length + gone.length;
        }),
    },
  };
}
