import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A path in a new folder that is gone when the test has finished. */
export function temporaryPath(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ragstep-storage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, name);
}
