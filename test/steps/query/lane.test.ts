import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { signatureOf } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";
import { services } from "../support/services.ts";

/** Query and attachments belong together: a file's fingerprint is part of the question's signature. */
const lanes = project.graph.nodes
  .filter(({ lane }) => lane === "query" || lane === "attachments")
  .map(({ id }) => id);

const file = (text: string) => ({ filename: "a.txt", content_base64: Buffer.from(text).toString("base64") });

async function ask(
  raw_messages: readonly { role: string; content: string }[],
  attachments: readonly unknown[] = [],
) {
  const state = { raw_messages, validated_request: { ...accepted([]), attachments } };
  return project.runLane(lanes, { from: "ConvertMessages", state, services: services() });
}

describe("the query lane", () => {
  it("takes a question apart, signs it and goes on to the golden answers", async () => {
    const run = await ask([{ role: "user", content: "Quanto è l'IVA al 22 % su € 1.500?" }]);
    expectPath(run, [
      "ConvertMessages",
      "ExtractQuery",
      "MessageExists",
      "ExtractFacts",
      "CanonicalizeFacts",
      "AttachmentFingerprint",
      "QuerySig",
      "AttachCheck",
    ]);
    expect(run.exits).toEqual(["GoldenFastGate"]);
    expect(run.state["canonical_facts"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "percentage", value: "22%" }),
        expect.objectContaining({ kind: "money", value: "1500.00 EUR" }),
      ]),
    );
  });

  it("signs a question as the golden set signs its own", async () => {
    const run = await ask([{ role: "user", content: " quali sono  le aliquote IVA " }]);
    expect(run.state["query_signature"]).toBe(signatureOf("Quali sono le aliquote IVA?"));
  });

  it("goes straight to the prompt when the user asked nothing", async () => {
    const run = await ask([{ role: "assistant", content: "Buongiorno" }]);
    expectPath(run, ["ConvertMessages", "ExtractQuery", "MessageExists", "DefaultPrompt"]);
    expect(run.exits).toEqual(["SelectPrompt"]);
    expect(run.state["default_prompt_reason"]).toBe("no_user_message");
  });

  it("signs one question about two files differently", async () => {
    const question = [{ role: "user", content: "Che cosa dice il contratto?" }];
    const [a, b] = [await ask(question, [file("uno")]), await ask(question, [file("due")])];
    expect(a.state["query_signature"]).not.toBe(b.state["query_signature"]);
  });

  it("logs no word of the question", async () => {
    const run = await ask([{ role: "user", content: "Ornitorinco al 22%" }]);
    expect(run.lines.join("\n")).not.toMatch(/ornitorinco/i);
  });
});
