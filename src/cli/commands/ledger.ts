import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { findRoot } from "../../project/layout.ts";
import { createProvenanceLedger } from "../../rag/documents/keeping/provenance-ledger.ts";
import { createSettings } from "../../rag/settings/create-settings.ts";
import { readSettingsFile } from "../../rag/settings/settings-file.ts";
import { databasePath } from "../../rag/storage/database-path.ts";
import { openDatabase } from "../../rag/storage/database.ts";
import { createSystemClock } from "../../runtime/system-clock.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { paletteFor, writeLine } from "../terminal.ts";

/** The database that is named, or the installation's. */
async function pathOf(args: Arguments, { cwd, env }: Terminal): Promise<string> {
  const named = flagValue(args, "database");
  const root = findRoot(cwd);
  const path =
    named === undefined
      ? databasePath(createSettings({ env, file: await readSettingsFile(root) }).storage.path, root)
      : resolve(cwd, named);
  if (existsSync(path)) return path;
  throw new UsageError("ledger-missing", `There is no database at \`${path}\`, so there is no ledger.`, {
    hint: "ragstep ledger verify --database .ragstep/rag.db",
  });
}

/** `ragstep ledger verify`: works out every hash of the ledger again and names the first entry that does not hold. */
export const ledgerCommand: Command = {
  name: "ledger",
  summary: "Prove that the ledger of read documents was not changed",
  argument: { name: "verify", summary: "what to do: `verify`", required: true },
  flags: [
    { name: "database", value: "FILE", summary: "The database file, when it is not the installation's" },
    { name: "head", value: "HASH", summary: "The hash that the last entry had when it was noted elsewhere" },
  ],
  examples: [
    { line: "ragstep ledger verify", does: "Go through the ledger from its first entry to its last" },
    {
      line: "ragstep ledger verify --database copy.db --head 290f49…",
      does: "Prove that a copy ends as noted: a ledger written anew from its beginning is found too",
    },
  ],
  async run(args, terminal) {
    const { env, stdout, stderr } = terminal;
    if (args.argument !== "verify") {
      const word = args.argument ?? "";
      const near = didYouMean(word, ["verify"]);
      throw new UsageError("unknown-argument", `\`ragstep ledger\` knows no \`${word}\`.${near}`, {
        hint: "ragstep ledger verify",
      });
    }
    const db = openDatabase({ path: await pathOf(args, terminal), clock: createSystemClock() });
    try {
      const { entries, head, problem } = await createProvenanceLedger(db).read.verify();
      const expected = flagValue(args, "head");
      const wrong =
        problem !== null
          ? `entry ${problem.seq} of the ledger does not hold: ${problem.reason}`
          : expected !== undefined && expected !== head
            ? `the ledger ends with ${head ?? "nothing"}, and \`--head\` expects ${expected}`
            : null;
      if (wrong !== null) {
        writeLine(stderr, `${paletteFor(stderr, env).red("error")} ${wrong}`);
        return exitCode.problems;
      }
      writeLine(
        stdout,
        `${entries === 1 ? "1 entry" : `${entries} entries`} in the ledger, all hold${head === null ? "" : `; head ${head}`}`,
      );
      return exitCode.clean;
    } finally {
      db.close();
    }
  },
};
