import { describe, expect, it } from "vitest";

import { changesSince, knowledgeDelta } from "../../../src/rag/golden/knowledge-delta.ts";
import { goldenMatch, hit } from "../../steps/support/knowledge.ts";

const golden = goldenMatch();
const older = "2026-02-28T23:59:59Z";
const close = { bm25: 0.6, vector: 0.6 };
const unrelated = { bm25: 0.1, vector: 0.2 };

describe("changesSince", () => {
  it("keeps what changed later and is about the question", () => {
    const hits = [
      hit({ id: "newer" }),
      hit({ id: "older", updated_at: older }),
      hit({ id: "same", updated_at: golden.updated_at }),
      hit({ id: "unrelated", parts: unrelated }),
    ];
    expect(changesSince(golden, hits).map(({ id }) => id)).toEqual(["newer"]);
  });

  it("compares moments, not texts: an offset does not make a date later", () => {
    const sameMoment = hit({ updated_at: "2026-03-01T01:00:00+01:00" });
    expect(changesSince(golden, [sameMoment])).toEqual([]);
  });
});

describe("knowledgeDelta", () => {
  it.each([
    ["a changed document that the answer cites", hit({ document_id: "doc_aliquote" }), true],
    [
      "a changed passage close to the question with a tag of the answer",
      hit({ tags: ["iva"], parts: close }),
      true,
    ],
    ["a changed passage close to the question in another field", hit({ parts: close }), false],
    ["a changed neighbour with a tag of the answer", hit({ tags: ["iva"] }), false],
    ["a changed passage about the very question", hit({ parts: { bm25: 0.8, vector: 0.7 } }), true],
    ["a changed passage that only touches the question", hit(), false],
    ["a shared tag alone, on older knowledge", hit({ tags: ["iva"], updated_at: older }), false],
    ["a shared tag on something else", hit({ tags: ["iva"], parts: unrelated }), false],
  ])("%s overtakes: %#", (_name, change, overtakes) => {
    expect(knowledgeDelta(golden, [change]).overtakes).toBe(overtakes);
  });

  it("does not overtake without changes, and tells the latest otherwise", () => {
    expect(knowledgeDelta(golden, [])).toEqual({
      overtakes: false,
      newer: 0,
      cited: 0,
      shared_tags: 0,
      latest: null,
    });
    const hits = [hit({ id: "a", updated_at: "2026-03-10T00:00:00Z" }), hit({ id: "b" })];
    expect(knowledgeDelta(golden, hits)).toMatchObject({ newer: 2, latest: "2026-03-10T00:00:00Z" });
  });
});
