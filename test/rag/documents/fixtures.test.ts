import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { exactFiles } from "../../fixtures/documents/make/index.ts";
import { fixtureDirectory } from "./support/fixture.ts";

const kinds = ["fattura", "f24", "contratto", "busta-paga", "altro"];

describe("the documents that tests read", () => {
  it("are what their script makes, byte for byte", { timeout: 90_000 }, async () => {
    const files = await exactFiles();
    expect(files.size).toBeGreaterThan(25);
    for (const [path, bytes] of files) {
      const isSame = Buffer.from(bytes).equals(readFileSync(join(fixtureDirectory, path)));
      expect(isSame, `${path} is what the script makes`).toBe(true);
    }
  });

  it("are at least three of each type, and less than 1.5 MB together", () => {
    let total = 0;
    for (const kind of [...kinds, "ostili"]) {
      const names = readdirSync(join(fixtureDirectory, kind));
      total += names.reduce((sum, name) => sum + statSync(join(fixtureDirectory, kind, name)).size, 0);
      expect(names.length, kind).toBeGreaterThanOrEqual(3);
    }
    expect(total).toBeLessThan(1_500_000);
  });
});
