import { execFile } from "node:child_process";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";

/** Most that git may write in answer to one question, in bytes. */
const maxAnswer = 256 * 1024 * 1024;

/** Asks git, and gives its answer as bytes. The words are never read by a shell. */
async function git(root: string, words: readonly string[], input = ""): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const child = execFile(
      "git",
      ["-C", root, ...words],
      { maxBuffer: maxAnswer, encoding: "buffer" },
      (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
    );
    // Git may end before it has read everything; what it says then is told by the exit code.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

async function answers(root: string, words: readonly string[]): Promise<string | null> {
  try {
    return (await git(root, words)).toString("utf8");
  } catch {
    return null;
  }
}

async function whyUnknown(root: string, revision: string, cause: unknown): Promise<UsageError> {
  if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
    return new UsageError("git-missing", "`git` is not installed, or not on the PATH.", {
      hint: "git --version",
      cause,
    });
  }
  if ((await answers(root, ["rev-parse", "--is-inside-work-tree"])) === null) {
    return new UsageError("git-missing", `\`${root}\` is in no git repository, so it has no revisions.`, {
      hint: "Run `git init` and commit, or compare two files: `ragstep diff old.mmd new.mmd`.",
      cause,
    });
  }
  const listed = await answers(root, ["for-each-ref", "--format=%(refname:short)"]);
  const near = didYouMean(revision, (listed ?? "").split("\n").filter(Boolean));
  const remote = /^(origin|upstream)\/(.+)$/.exec(revision);
  return new UsageError("revision-unknown", `Git knows no revision \`${revision}\` of this project.${near}`, {
    hint: remote === null ? "git log --oneline" : `git fetch ${remote[1]} ${remote[2]}`,
    cause,
  });
}

/** The commit that a revision names. Throws a `UsageError` when git, the repository or the revision is not there. */
export async function resolveRevision(root: string, revision: string): Promise<string> {
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  try {
    return (await git(root, words)).toString("utf8").trim();
  } catch (cause) {
    throw await whyUnknown(root, revision, cause);
  }
}

/**
 * The files below some paths as a commit has them: path relative to `root` to bytes, in the order of paths. Paths that
 * the commit does not have give nothing. Two questions to git, however many files there are.
 */
export async function filesAt(
  root: string,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const listed = (await git(root, ["ls-tree", "-r", "-z", commit, "--", ...paths])).toString("utf8");
  const blobs = listed.split("\0").flatMap((row) => {
    const found = /^\d+ blob ([0-9a-f]+)\t([^]+)$/.exec(row);
    return found?.[1] === undefined || found[2] === undefined ? [] : [{ id: found[1], path: found[2] }];
  });
  if (blobs.length === 0) return new Map();
  const answer = await git(root, ["cat-file", "--batch"], `${blobs.map(({ id }) => id).join("\n")}\n`);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const { path } of blobs) {
    // `<id> blob <size>`, a line break, the bytes, a line break.
    const lineEnd = answer.indexOf(10, at);
    const size = Number(answer.toString("latin1", at, lineEnd).split(" ")[2]);
    files.set(path, answer.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size + 1;
  }
  return files;
}
