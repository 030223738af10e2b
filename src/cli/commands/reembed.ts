import { join } from "node:path";
import { findRoot } from "../../project/layout.ts";
import { createEmbedder } from "../../rag/embeddings/create-embedder.ts";
import { createSettings } from "../../rag/settings/create-settings.ts";
import { readSettingsFile } from "../../rag/settings/settings-file.ts";
import { databasePath } from "../../rag/storage/database-path.ts";
import { reembedDatabase } from "../../rag/storage/reembed-database.ts";
import { plural } from "../../report/counts.ts";
import { createSystemClock } from "../../runtime/system-clock.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { paletteFor, writeLine } from "../terminal.ts";

/** `ragstep reembed`: after another embedding model was configured, makes every stored vector anew with it. */
export const reembedCommand: Command = {
  name: "reembed",
  summary: "Make all vectors of the knowledge anew with the configured embedding model",
  flags: [],
  examples: [
    { line: "ragstep reembed", does: "After `embeddings` in rag.config.yml has changed" },
    {
      line: "RAGSTEP_STORAGE_PATH=:memory: ragstep reembed",
      does: "Try the configured model without touching the database",
    },
  ],
  async run(_args, { cwd, env, stdout, stderr, interrupted }) {
    const root = findRoot(cwd);
    const palette = paletteFor(stderr, env);
    const warn = (message: string): void => writeLine(stderr, `${palette.yellow("warning")} ${message}`);
    const settings = createSettings({ env, file: await readSettingsFile(root), warn });
    const clock = createSystemClock();
    const path = databasePath(settings.storage.path, root);
    const { model_id, chunks } = await reembedDatabase({
      path,
      clock,
      warn,
      dataDirectory: join(root, "data"),
      embedder: createEmbedder(settings.embeddings, { env, clock }),
      signal: interrupted,
    });
    writeLine(stdout, `${plural(chunks, "passage")} embedded with ${model_id}`);
    return exitCode.clean;
  },
};
