import { defineConfig } from "#ragstep/config";

export default defineConfig({
  diagram: "docs/architecture/diagrams/pratikoai_rag.mmd",
  registry: "registry/rag_steps.yml",
  steps: "steps",
});
