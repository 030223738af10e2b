import { readFileSync } from "node:fs";
import path from "node:path";

import { readAgreement } from "#rag/ccnl/read-agreement.ts";

const file = path.resolve(import.meta.dirname, "../../../data/ccnl/commercio.yml");

/** The labour agreement of commerce, as the sample data has it. */
export const commercio = readAgreement(readFileSync(file, "utf8"), file);
