import { dirname, join, resolve, sep } from "node:path";
import { z } from "zod";
import { RagstepError } from "../diagnostics/errors.ts";
import type { ChangeHost } from "./change-host.ts";
import { pendingFolder, workFolder } from "./changes-folder.ts";

/** What a change is to do, as it is kept until it is done. */
const manifestSchema = z.object({
  id: z.string(),
  files: z.array(
    z.object({
      /** Relative to the project. */
      path: z.string(),
      /** The file beside the manifest that holds the new text; null where the file is to go. */
      staged: z.string().nullable(),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest's name until the change is decided on, and from that instant on. */
export const manifestNames = { planned: "planned.json", committed: "committed.json" } as const;

/** The file whose name says which process works on a change. To take its place is to rename it: only one can. */
export function ownerFile(id: string, process: string): string {
  return `owner-${id}-${process}`;
}

interface Pending {
  readonly id: string;
  /** The name of the owner's file, and the process in it. */
  readonly owner: { readonly file: string; readonly process: string } | null;
  /** Null until the change is decided on. */
  readonly committed: Manifest | null;
}

async function readPending(folder: string, host: ChangeHost): Promise<Pending | null> {
  const names = await host.list(folder);
  if (names === null) return null;
  const file = names.find((name) => name.startsWith("owner-"));
  const [, id = "", process = ""] = /^owner-([^-]*)-(.*)$/.exec(file ?? "") ?? [];
  const owner = file === undefined ? null : { file, process };
  if (!names.includes(manifestNames.committed)) return { id, owner, committed: null };
  const text = await host.read(join(folder, manifestNames.committed));
  if (text === null) return await readPending(folder, host);
  const committed = manifestSchema.parse(JSON.parse(text));
  return { id: committed.id, owner, committed };
}

/** A folder that lost its last file goes too, and so do those around it; not the project's. */
async function removeEmptied(folder: string, root: string, host: ChangeHost): Promise<void> {
  for (let at = folder; at.startsWith(root + sep); at = dirname(at)) {
    if (((await host.list(at)) ?? []).length > 0) return;
    await host.removeEmpty(at);
  }
}

/**
 * Does what a decided change says; what is done already is passed over, so it may be cut off anywhere and begun again.
 * Only for the owner of the change.
 */
export async function carryOut(root: string, manifest: Manifest, host: ChangeHost): Promise<void> {
  const folder = pendingFolder(root);
  for (const { path, staged } of manifest.files) {
    const target = resolve(root, path);
    if (staged === null) {
      await host.remove(target);
      await removeEmptied(dirname(target), root, host);
      continue;
    }
    await host.makeFolder(dirname(target));
    await host.move(join(folder, staged), target);
  }
  const folders = new Set(manifest.files.map(({ path }) => dirname(resolve(root, path))));
  for (const at of folders) await host.syncFolder(at);
}

/** Ends the change that this process owns: from the rename on, the next one may begin. */
export async function release(root: string, id: string, host: ChangeHost): Promise<void> {
  const over = join(workFolder(root), `over-${id}-${host.self}`);
  await host.claim(pendingFolder(root), over);
  await host.removeAll(over);
  await host.removeEmpty(workFolder(root));
}

/** How long another process may take, in milliseconds, and how often it is looked at. */
const patience = { longest: 10_000, pause: 20 };

function busy(root: string, owner: string, committed: boolean): RagstepError {
  const file = join(pendingFolder(root), owner);
  return new RagstepError(
    "project-busy",
    `Another process (${/(\d+)\.\d+$/.exec(owner)?.[1] ?? "unknown"}) is changing this project${committed ? ", and has not finished" : ""}.`,
    { hint: `Wait for it. When there is no such process any more: rm ${JSON.stringify(file)}` },
  );
}

/**
 * Ends the change that a process left behind, if there is one: a decided change is carried out, any other is dropped.
 * Waits for a process that still works on it; one that has decided nothing yet is waited for only with `alone`, since
 * nothing is written before. Throws a `RagstepError` when that takes too long.
 */
export async function settlePending(
  root: string,
  host: ChangeHost,
  options: { readonly alone: boolean },
): Promise<void> {
  const folder = pendingFolder(root);
  for (let waited = 0; ; waited += patience.pause) {
    const pending = await readPending(folder, host);
    if (pending === null) return;
    const { id, owner, committed } = pending;
    if (owner !== null && host.isAlive(owner.process)) {
      if (committed === null && !options.alone) return;
      if (waited >= patience.longest) throw busy(root, owner.file, committed !== null);
      await host.wait(patience.pause);
      continue;
    }
    if (owner === null) {
      // Somebody removed the owner, as a message tells to: the place is made again, for one to take.
      await host.write(join(folder, ownerFile(id, "nobody")), "");
      continue;
    }
    if (!(await host.claim(join(folder, owner.file), join(folder, ownerFile(id, host.self))))) continue;
    if (committed !== null) await carryOut(root, committed, host);
    await release(root, id, host);
    return;
  }
}
