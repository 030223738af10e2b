import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Agreement } from "../../../src/rag/ccnl/agreement.ts";
import { type Lookup, lookUp } from "../../../src/rag/ccnl/lookup.ts";
import { readAgreement } from "../../../src/rag/ccnl/read-agreement.ts";
import type { CcnlArguments } from "../../../src/rag/ccnl/request.ts";

const directory = path.resolve(import.meta.dirname, "../../../data/ccnl");

/** The agreements of the sample data. */
export const agreements: readonly Agreement[] = readdirSync(directory)
  .filter((name) => name.endsWith(".yml"))
  .toSorted()
  .map((name) => readAgreement(readFileSync(path.join(directory, name), "utf8"), name));

/** The day on which the tests ask, unless they name another. */
export const today = "2026-03-10";

/** What a call asks about; fails when it names something unknown. */
export function lookupOf(args: CcnlArguments): Lookup {
  const found = lookUp(args, agreements, today);
  if (found.kind === "unknown") throw new Error(found.reason);
  return found.lookup;
}
