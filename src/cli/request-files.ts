import { readdir } from "node:fs/promises";
import { UsageError } from "../diagnostics/errors.ts";

/** Where the request files of a project are, in the folder of its tests. */
export const requestsFolder = "fixtures/requests";

/** The names of the request files of a folder; none when there is no such folder. */
export async function namesOfRequests(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** The names of the request files of a folder. Throws a `UsageError` when there are none. */
export async function requestFiles(folder: string, shown: string): Promise<readonly string[]> {
  const names = await namesOfRequests(folder);
  if (names.length > 0) return names;
  throw new UsageError("requests-missing", `\`${shown}\` holds no request files.`, {
    hint: "ragstep verify test/fixtures/requests",
  });
}
