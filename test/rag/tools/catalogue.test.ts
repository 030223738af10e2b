import { describe, expect, it } from "vitest";

import { offeredTools } from "#rag/tools/catalogue.ts";

describe("offeredTools", () => {
  it("tells a model what each tool takes, as JSON Schema of what it is to send", () => {
    const [knowledge] = offeredTools;
    expect(knowledge).toMatchObject({
      name: "KnowledgeSearchTool",
      parameters: {
        type: "object",
        properties: { query: { type: "string" }, max_results: { type: "integer", maximum: 10 } },
        required: ["query"],
      },
    });
  });
});
