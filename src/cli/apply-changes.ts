import { dirname, join, relative } from "node:path";
import { RagstepError } from "../diagnostics/errors.ts";
import type { FileChange } from "../scaffold/change.ts";
import { thisHost } from "./change-host.ts";
import type { ChangeHost } from "./change-host.ts";
import { pendingFolder, workFolder } from "./changes-folder.ts";
import { carryOut, manifestNames, ownerFile, release, settlePending } from "./pending-changes.ts";
import type { Manifest } from "./pending-changes.ts";

function shown(root: string, path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}

async function refuseReadOnly(root: string, changes: readonly FileChange[], host: ChangeHost): Promise<void> {
  for (const folder of new Set([workFolder(root), ...changes.map(({ path }) => dirname(path))])) {
    if (await host.isWritable(folder)) continue;
    throw new RagstepError(
      "folder-unwritable",
      `Nothing is written: \`${shown(root, folder)}\` is no folder that can be written to.`,
      { hint: `ls -ld ${folder}` },
    );
  }
}

async function refuseChanged(root: string, changes: readonly FileChange[], host: ChangeHost): Promise<void> {
  for (const { path, before } of changes) {
    if ((await host.read(path)) === before) continue;
    throw new RagstepError(
      "file-changed",
      `Nothing is written: \`${shown(root, path)}\` was changed by somebody else meanwhile.`,
      { hint: "Run the command again." },
    );
  }
}

/** Staging folders of processes that did not come to the point where others see them. */
async function sweep(root: string, host: ChangeHost): Promise<void> {
  for (const name of (await host.list(workFolder(root))) ?? []) {
    const process = /^(?:staged|over)-[^-]*-(.*)$/.exec(name)?.[1];
    if (process !== undefined && !host.isAlive(process)) await host.removeAll(join(workFolder(root), name));
  }
}

async function stage(
  folder: string,
  manifest: Manifest,
  changes: readonly FileChange[],
  host: ChangeHost,
): Promise<void> {
  await host.makeFolder(folder);
  const texts = changes.flatMap(({ path, after }, at) => {
    const name = manifest.files[at]?.staged;
    return after === null || typeof name !== "string" ? [] : [host.write(join(folder, name), after, path)];
  });
  const written = await Promise.allSettled(texts);
  for (const one of written) if (one.status === "rejected") throw one.reason;
  await host.write(join(folder, ownerFile(manifest.id, host.self)), "");
  await host.write(join(folder, manifestNames.planned), JSON.stringify(manifest));
  await host.syncFolder(folder);
}

/** How often this process stands in line while others change the project. */
const mostTries = 100;

function lost(root: string): RagstepError {
  return new RagstepError(
    "project-busy",
    `Nothing is written: \`${shown(root, pendingFolder(root))}\` cannot be taken, or was taken away by somebody.`,
    { hint: "Run the command again." },
  );
}

/**
 * Makes all changes or none, whatever happens, also when the process is killed: the new texts are written beside the
 * project first, one rename decides, and a change that was decided and cut off is carried out by the next command (see
 * `settlePending`). Only one process at a time changes a project. Throws a `RagstepError` and writes nothing when a file
 * is not as it was when the change was planned, or cannot be written.
 */
export async function applyChanges(
  root: string,
  wanted: readonly FileChange[],
  host: ChangeHost = thisHost,
): Promise<void> {
  const changes: readonly FileChange[] = await Promise.all(
    wanted
      .filter(({ before, after }) => before !== after)
      .map(async (change) => ({ ...change, path: await host.realPath(change.path) })),
  );
  if (changes.length === 0) return;
  await refuseReadOnly(root, changes, host);
  await sweep(root, host);
  const id = host.newId();
  const manifest: Manifest = {
    id,
    files: changes.map(({ path, after }, at) => ({
      path: relative(root, path),
      staged: after === null ? null : `${at}.text`,
    })),
  };
  const staged = join(workFolder(root), `staged-${id}-${host.self}`);
  const pending = pendingFolder(root);
  try {
    await stage(staged, manifest, changes, host);
    for (let tries = 1; !(await host.claim(staged, pending)); tries++) {
      if (tries > mostTries) throw lost(root);
      await settlePending(root, host, { alone: true });
    }
  } catch (error) {
    await host.removeAll(staged);
    throw error;
  }
  try {
    await refuseChanged(root, changes, host);
  } catch (error) {
    await release(root, id, host);
    throw error;
  }
  const [planned, committed] = [manifestNames.planned, manifestNames.committed];
  if (!(await host.claim(join(pending, planned), join(pending, committed)))) throw lost(root);
  await host.syncFolder(pending);
  await carryOut(root, manifest, host);
  await release(root, id, host);
}
