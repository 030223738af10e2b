import { testProject } from "../../../src/testing/test-project.ts";

/** The real diagram and registry, read once a test file. */
export const project = await testProject();
