import { describe, expect, it } from "vitest";

import type { KnowledgeChunk } from "#rag/retrieval/types.ts";

import { expectPath } from "../../../src/testing/vitest.ts";
import { aliquote, chunks, newDeadline, newRates } from "../support/golden-entries.ts";
import { memoryStores, signatureOf } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";

async function ask(
  question: string,
  options: { news?: readonly KnowledgeChunk[]; before?: readonly unknown[] } = {},
) {
  const { stores } = await memoryStores({ golden: [aliquote], chunks: [...chunks, ...(options.news ?? [])] });
  const state = {
    user_query: question,
    query_complexity: "simple",
    query_signature: signatureOf(question),
    messages: [...(options.before ?? []), { role: "user", content: question }],
    fingerprints: [],
  };
  return project.runLane("golden", { from: "GoldenFastGate", state, stores, services: services() });
}

const found = ["GoldenFastGate", "GoldenLookup", "GoldenHit", "KBContextCheck", "KBDelta"];

describe("the golden lane", () => {
  it.each(["Quali sono le aliquote IVA?", "quali aliquote iva esistono in italia"])(
    "serves the golden answer to %j",
    async (question) => {
      const run = await ask(question);
      expectPath(run, [...found, "ServeGolden"]);
      expect(run.exits).toEqual(["ReturnComplete"]);
      expect(run.state["response_content"]).toBe(aliquote.answer);
    },
  );

  it("hands the answer on as context where newer knowledge overtakes it", async () => {
    const run = await ask("Quali sono le aliquote IVA?", { news: [newRates] });
    expectPath(run, [...found, "PreContextFromGolden"]);
    expect(run.exits).toEqual(["KBPreFetch"]);
    expect(run.state["pre_context"]).toMatchObject({
      golden: { faq_id: aliquote.id },
      changes: [{ id: newRates.id }],
    });
  });

  it("still serves the answer where the news only shares a tag with it", async () => {
    const run = await ask("Quali sono le aliquote IVA?", { news: [newDeadline] });
    expect(run.exits).toEqual(["ReturnComplete"]);
  });

  it("leaves a question that no golden answer fits to the classification", async () => {
    const run = await ask("Come si calcola il TFR di un operaio?");
    expectPath(run, ["GoldenFastGate", "GoldenLookup", "GoldenHit"]);
    expect(run.exits).toEqual(["ClassifyDomain"]);
  });

  it("does not look for a golden answer in the middle of a conversation", async () => {
    const before = [
      { role: "user", content: "Parliamo di edilizia." },
      { role: "assistant", content: "Volentieri." },
    ];
    const run = await ask("Quali sono le aliquote IVA?", { before });
    expectPath(run, ["GoldenFastGate"]);
    expect(run.exits).toEqual(["ClassifyDomain"]);
  });
});
