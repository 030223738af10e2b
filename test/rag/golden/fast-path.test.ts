import { describe, expect, it } from "vitest";

import { fastPath } from "../../../src/rag/golden/fast-path.ts";

const user = { role: "user", content: "a" } as const;

describe("fastPath", () => {
  it.each([
    ["a".repeat(600), [user], 0, true, "simple_query_no_attachments"],
    ["a", [user], 2, true, "no_document_dependency"],
    ["a".repeat(601), [user], 0, false, "query_too_long"],
    ["a", [user, { role: "assistant", content: "b" }, user], 0, false, "conversation_in_progress"],
  ] as const)(
    "case %#: a question is eligible or not, with its reason",
    (question, messages, files, eligible, reason) => {
      expect(fastPath(question, messages, files)).toEqual({ eligible, reason });
    },
  );
});
