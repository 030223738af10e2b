import { z } from "zod";

import type { Database } from "../storage/database.ts";
import type { Validators } from "./fetch-page.ts";

const row = z.object({ etag: z.string().nullable(), last_modified: z.string().nullable() });

/** Remembers which version of a feed was taken in last. */
export interface FeedMemory {
  validatorsOf(location: string): Validators | null;
  remember(location: string, validators: Validators): void;
}

/** A memory in the database. */
export function createFeedMemory(db: Database): FeedMemory {
  return {
    validatorsOf: (location) =>
      db.get(row, "SELECT etag, last_modified FROM feed_state WHERE location = ?", [location]) ?? null,
    remember(location, { etag, last_modified }) {
      db.run(
        `INSERT INTO feed_state (location, etag, last_modified) VALUES (?, ?, ?)
         ON CONFLICT (location) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified`,
        [location, etag, last_modified],
      );
    },
  };
}
