import { readdirSync, statSync, watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { basename, dirname, extname, join, sep } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { configNames } from "../../project/read-config.ts";
import type { WatchedPlaces } from "./messages.ts";

/** Files saved at about the same time, and when the first of them was, on the clock of `performance.now()`. */
export interface Saved {
  readonly paths: readonly string[];
  readonly at: number;
}

/** Tells of saves in the places it was given last. */
export interface SaveWatcher {
  watch(places: WatchedPlaces): void;
  close(): void;
}

/** An editor empties a file and fills it a moment later; a checkout writes many files. Both are one save. */
const quietMs = 12;
const longestBurstMs = 150;

/** What people write by hand in a project. */
const written = new Set([".ts", ".js", ".mjs", ".cjs", ".mmd", ".yml", ".yaml", ".json", ".md", ".log"]);
const atTop: readonly string[] = [...configNames, "package.json"];

interface Folder {
  readonly watcher: FSWatcher;
  /** A folder that was removed and made again is another one under the same name. */
  readonly inode: number;
}

function folderAt(path: string): { readonly inode: number } | null {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts?.isDirectory() === true ? { inode: facts.ino } : null;
}

function foldersBelow(tree: string): string[] {
  if (folderAt(tree) === null) return [];
  const found = readdirSync(tree, { recursive: true, withFileTypes: true });
  return [
    tree,
    ...found.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}

/** The folder itself, or the nearest one above it that is there, where it will appear again. */
function nearestFolder(path: string): string {
  return folderAt(path) !== null || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function isInside(path: string, tree: string): boolean {
  return path === tree || path.startsWith(tree + sep);
}

/** Backup and swap files of editors, and what the project keeps for itself. */
function isNoise(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~") || name === "4913";
}

function matters(path: string, { root, trees, folders, files, fixed }: WatchedPlaces): boolean {
  const name = basename(path);
  if (files.includes(path) || fixed.includes(path)) return true;
  if (isNoise(name)) return false;
  const ending = extname(name);
  if (trees.some((tree) => isInside(path, tree))) return written.has(ending) || ending === "";
  if (dirname(path) === root) {
    if (atTop.includes(name) || [".md", ".yml", ".yaml"].includes(ending)) return true;
  }
  // A folder on the way to something watched was removed, or came back.
  return [...trees, ...folders].some((place) => isInside(place, path));
}

/**
 * Watches folders, not files: an editor that replaces a file, a checkout that removes and makes it, and a new file are
 * all seen there. `onSaved` gets everything that was saved in one go, once it is quiet. `watch` throws a `UsageError`
 * when the system watches no more folders.
 */
export function watchSaves(onSaved: (saved: Saved) => void): SaveWatcher {
  const watched = new Map<string, Folder>();
  const pending = new Set<string>();
  let places: WatchedPlaces = { root: "", trees: [], folders: [], files: [], fixed: [] };
  let firstAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function fire(): void {
    const paths = [...pending];
    pending.clear();
    // A folder may have come or gone with them.
    if (paths.some((path) => !written.has(extname(path)) || folderAt(dirname(path)) === null)) sync();
    onSaved({ paths, at: firstAt });
  }

  function note(folder: string, name: string | null): void {
    const path = name === null || name === basename(folder) ? folder : join(folder, name);
    if (path !== folder && !matters(path, places)) return;
    const now = performance.now();
    if (pending.size === 0) firstAt = now;
    pending.add(path);
    clearTimeout(timer);
    timer = setTimeout(fire, Math.max(0, Math.min(quietMs, firstAt + longestBurstMs - now)));
  }

  function drop(folder: string): void {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  }

  function open(folder: string, inode: number): void {
    try {
      const watcher = watch(folder, (_event, name) => note(folder, name));
      watcher.on("error", () => drop(folder));
      watched.set(folder, { watcher, inode });
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "ENOSPC" && code !== "EMFILE") return;
      throw new UsageError(
        "watch-limit",
        `The system watches no more folders (${watched.size} are watched).`,
        {
          hint: "sudo sysctl fs.inotify.max_user_watches=524288",
          cause: error,
        },
      );
    }
  }

  function sync(): void {
    const wanted = new Set([
      ...places.trees.flatMap((tree) => [...foldersBelow(tree), nearestFolder(tree)]),
      ...places.folders.map(nearestFolder),
    ]);
    for (const folder of watched.keys()) if (!wanted.has(folder)) drop(folder);
    for (const folder of wanted) {
      const now = folderAt(folder);
      if (now === null || watched.get(folder)?.inode === now.inode) continue;
      drop(folder);
      open(folder, now.inode);
    }
  }

  return {
    watch(next) {
      places = next;
      sync();
    },
    close() {
      clearTimeout(timer);
      for (const folder of watched.keys()) drop(folder);
    },
  };
}
