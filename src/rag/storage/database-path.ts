import path from "node:path";

/** Where the settings put the database: in memory, or a file whose relative path starts at the project's directory. */
export function databasePath(configured: string, projectDirectory: string): string {
  return configured === ":memory:" ? configured : path.resolve(projectDirectory, configured);
}
