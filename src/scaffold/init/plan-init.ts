import { join } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import type { ChangePlan, FileChange } from "../change.ts";
import { greetingFlow } from "./greeting-flow.ts";
import { greetingSteps } from "./greeting-steps.ts";
import { greetingTests } from "./greeting-tests.ts";
import { completedManifest, newManifest, packageName } from "./package-json.ts";
import type { PackageVersions } from "./package-json.ts";
import type { ProjectFile } from "./project-file.ts";
import { projectFrame } from "./project-frame.ts";

/** The folder that a project is made in. */
export interface InitFolder {
  /** Absolute. */
  readonly path: string;
  /** Its own name. */
  readonly name: string;
  /** What is in it; empty when it is not there yet. */
  readonly entries: readonly string[];
  /** The text of a file in it; null when it is not there. `path` is relative. */
  readonly read: (path: string) => string | null;
}

/** A plan with the list of files it makes, for people. */
export interface InitPlan extends ChangePlan {
  readonly files: readonly ProjectFile[];
}

/** People have these before they have a project, and keep theirs. */
const kept: ReadonlySet<string> = new Set(["README.md", ".gitignore"]);

/** What may lie in a folder without being code that \`package.json\` speaks of. */
const noCode = /^(?:package(?:-lock)?\.json|node_modules|README.*|LICEN[CS]E.*|\..*|.*\.tgz)$/i;

function refuseConflicts(conflicts: readonly string[]): void {
  if (conflicts.length === 0) return;
  const [first, second, ...more] = conflicts.map((path) => `\`${path}\``);
  const names = [first, ...(second === undefined ? [] : [second])].join(", ");
  const rest = more.length === 0 ? "" : ` and ${more.length} more`;
  throw new UsageError(
    "init-conflict",
    `Nothing is written: ${names}${rest} ${conflicts.length === 1 ? "is" : "are"} there already, with another text.`,
    { hint: "ragstep init my-flow" },
  );
}

function manifestChange({ path, name, entries, read }: InitFolder, versions: PackageVersions): FileChange {
  const before = read("package.json");
  const mayTurn = entries.every((entry) => noCode.test(entry));
  const after = before === null ? newManifest(name, versions) : completedManifest(before, versions, mayTurn);
  return { path: join(path, "package.json"), before, after };
}

/** Every file that people of a new project write; what follows from them is generated. */
export function initialFiles(name: string): readonly ProjectFile[] {
  return [...greetingFlow, ...greetingSteps, ...greetingTests, ...projectFrame(packageName(name))];
}

/**
 * What makes a small project of a folder. `generated` are the files that follow from the others. Throws a `UsageError`
 * when a file with another text is in the way.
 */
export function planInit(
  folder: InitFolder,
  versions: PackageVersions,
  generated: readonly ProjectFile[],
): InitPlan {
  const files = [...initialFiles(folder.name), ...generated];
  const found = files.map((file) => ({ file, before: folder.read(file.path) }));
  const differing = found.filter(({ file, before }) => before !== null && before !== file.text);
  refuseConflicts(differing.map(({ file }) => file.path).filter((path) => !kept.has(path)));
  const stay = new Set(differing.map(({ file }) => file));
  const manifest = manifestChange(folder, versions);
  const notes = differing.map(({ file }) =>
    file.path === ".gitignore"
      ? "`.gitignore` stays as it is; `node_modules/` and `.ragstep/` belong into it."
      : `\`${file.path}\` stays as it is.`,
  );
  if (manifest.before !== null && manifest.before !== manifest.after)
    notes.push("`package.json` got what it lacked: `type`, scripts and packages.");
  const changes = found
    .filter(({ file }) => !stay.has(file))
    .map(({ file, before }) => ({ path: join(folder.path, file.path), before, after: file.text }));
  return { changes: [manifest, ...changes], notes, files: files.filter((file) => !stay.has(file)) };
}
