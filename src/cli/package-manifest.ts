import { readFileSync } from "node:fs";
import { z } from "zod";

const schema = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/** What this package's own `package.json` says. */
export type PackageManifest = z.infer<typeof schema>;

/** Reads this package's own `package.json`. */
export function packageManifest(): PackageManifest {
  return schema.parse(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")));
}
