import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  access,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What a change of files asks of the machine; every call may be the last one that a process lives to make. */
export interface ChangeHost {
  /** This process, written so that no other process at the same or another time is written so. */
  readonly self: string;
  /** Whether a process, given by its `self`, may still be at work. */
  isAlive(process: string): boolean;
  newId(): string;
  wait(milliseconds: number): Promise<void>;
  /** The text of a file; null when it is not there. */
  read(path: string): Promise<string | null>;
  /** The names in a folder; null when it is not there. */
  list(folder: string): Promise<readonly string[] | null>;
  /** Where a file really is, behind links; the path itself when it is not there. */
  realPath(path: string): Promise<string>;
  /** Whether files can be made, replaced and removed in a folder that need not be there yet. */
  isWritable(folder: string): Promise<boolean>;
  makeFolder(path: string): Promise<void>;
  /** Writes a text to the disk itself, with the permissions of the file `like`, if that is there. */
  write(path: string, text: string, like?: string): Promise<void>;
  /** Moves a file over another; nothing when it has been moved before. */
  move(from: string, to: string): Promise<void>;
  /** Gives a file or folder a new name that none has; false when the old one is gone or the new one is taken. */
  claim(from: string, to: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  /** Removes a folder when nothing is in it. */
  removeEmpty(folder: string): Promise<void>;
  removeAll(folder: string): Promise<void>;
  /** Makes the names in a folder last through a loss of power, where the system can. */
  syncFolder(folder: string): Promise<void>;
}

const started = Math.round(performance.timeOrigin);

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

async function unless<T>(codes: readonly string[], work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (codes.includes(codeOf(error))) return null;
    throw error;
  }
}

const gone = ["ENOENT", "ENOTDIR"];

async function writeToDisk(path: string, text: string, mode: number | undefined): Promise<void> {
  const file = await open(path, "w", mode);
  try {
    await file.writeFile(text);
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** From one disk to another: the last step is a rename all the same, so that nobody sees half of a file. */
async function moveAcross(from: string, to: string): Promise<void> {
  const beside = `${to}.ragstep-new`;
  await copyFile(from, beside);
  const file = await open(beside, "r+");
  await file.sync().finally(() => file.close());
  await rename(beside, to);
  await rm(from, { force: true });
}

/** The machine that this process runs on. */
export const thisHost: ChangeHost = {
  self: `${process.pid}.${started}`,
  isAlive(other) {
    const pid = Number(other.split(".")[0]);
    // A number may be given again, in a container very soon; an earlier process of ours is over.
    if (pid === process.pid) return other === thisHost.self;
    try {
      return pid > 0 && process.kill(pid, 0);
    } catch (error) {
      return codeOf(error) === "EPERM";
    }
  },
  newId: () => randomBytes(6).toString("hex"),
  wait: async (milliseconds) => await wait(milliseconds),
  read: async (path) => await unless(gone, readFile(path, "utf8")),
  list: async (folder) => await unless(gone, readdir(folder)),
  realPath: async (path) => (await unless(gone, realpath(path))) ?? path,
  async isWritable(folder) {
    const facts = await unless(gone, stat(folder));
    // A file in the way of a folder is found one level up.
    if (facts === null) return dirname(folder) !== folder && (await thisHost.isWritable(dirname(folder)));
    if (!facts.isDirectory()) return false;
    return (
      (await unless(
        ["EACCES", "EROFS", "EPERM"],
        access(folder, constants.W_OK).then(() => true),
      )) ?? false
    );
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  async write(path, text, like) {
    const mode = like === undefined ? undefined : (await unless(gone, stat(like)))?.mode;
    await writeToDisk(path, text, mode === undefined ? undefined : mode & 0o777);
  },
  async move(from, to) {
    try {
      await rename(from, to);
    } catch (error) {
      if (codeOf(error) === "EXDEV") await moveAcross(from, to);
      else if (codeOf(error) !== "ENOENT") throw error;
    }
  },
  async claim(from, to) {
    const taken = ["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"];
    return (
      (await unless(
        taken,
        rename(from, to).then(() => true),
      )) ?? false
    );
  },
  async remove(path) {
    await rm(path, { force: true });
  },
  async removeEmpty(folder) {
    await unless([...gone, "ENOTEMPTY", "EEXIST", "EPERM", "EBUSY"], rmdir(folder));
  },
  async removeAll(folder) {
    await rm(folder, { recursive: true, force: true });
  },
  async syncFolder(folder) {
    // Windows has no such call.
    const opened = await unless(["EISDIR", "EPERM", "EACCES", "ENOENT"], open(folder, "r"));
    if (opened === null) return;
    await unless(["EPERM", "EINVAL", "EBADF"], opened.sync()).finally(() => opened.close());
  },
};
