import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    // Two workers: continuous integration has two cores, and more of them only compete.
    maxWorkers: 2,
  },
});
