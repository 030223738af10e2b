import { defineConfig } from "vitest/config";

const inBrowser = "test/browser/**/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 20_000,
    // Two workers: continuous integration has two cores, and more of them only compete.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "node", include: ["test/**/*.test.ts"], exclude: [inBrowser] } },
      {
        extends: true,
        test: {
          name: "browser",
          include: [inBrowser],
          globalSetup: "test/browser/global-setup.ts",
          testTimeout: 120_000,
          // As long as what the browser itself is waited for.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
