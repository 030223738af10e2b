import { describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";

import ToToolResults from "../../../steps/documents/ToToolResults.ts";
import { facts, parsedInvoice, unreadable } from "../support/document-facts.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";
import { toolCall } from "../support/tool-calls.ts";

const sanitized_docs = [parsedInvoice, unreadable].map(({ hash, filename }) => ({
  hash,
  filename,
  mime_type: "",
  kind: "xml",
  bytes: new Uint8Array(),
}));
const read = (id: string, args: Record<string, unknown> = {}) => toolCall(id, "DocumentIngestTool", args);
const convert = (change: Record<string, unknown> = {}) =>
  project.runStep(ToToolResults, {
    state: {
      tool_calls: [read("a")],
      sanitized_docs,
      document_facts: facts,
      threat_details: [],
      ledger_entries: [],
      user_query: "Qual è l'importo totale?",
      ...change,
    },
    services: services(),
  });
const results = (run: Awaited<ReturnType<typeof convert>>) =>
  run.patch["tool_results"] as readonly {
    readonly tool_call_id: string;
    readonly ok: boolean;
    readonly content: string;
    readonly passages: readonly { readonly text: string; readonly place?: unknown }[];
  }[];

describe("ToToolResults", () => {
  it("tells the facts with page and span, the nearest to the question first", async () => {
    const run = await convert();
    const [result] = results(run);
    expect(result?.content).toContain(
      "- Importo totale documento: 1.220,00 (pagina 1, riga 3, caratteri 40-47; certezza 1,00)",
    );
    expect(result?.passages[0]).toMatchObject({
      text: "Importo totale documento: 1.220,00",
      place: { document: parsedInvoice.hash, page: 1, span: { start: 40, end: 47 } },
    });
    expect(run.attrs).toMatchObject({
      conversion_successful: true,
      facts_count: 3,
      facts_told: 3,
      pii_replaced: 0,
    });
    expect(run.next).toEqual(["ToolResults"]);
  });

  it("says what is wrong with a document that could not be read", async () => {
    const [result] = results(await convert());
    expect(result?.content).toContain("Errore nel documento: il documento è danneggiato");
  });

  it("gives each call what it asked for, and one with unfit arguments the reason", async () => {
    const tool_calls = [read("a", { documents: ["fattura.xml"] }), read("b", { documents: 7 })];
    const [one, two] = results(await convert({ tool_calls }));
    expect(one?.content).not.toContain("danneggiato");
    expect(two).toMatchObject({ tool_call_id: "b", ok: false, passages: [] });
    expect(two?.content).toContain("do not fit");
  });

  it("hides personal data from the model where the conversation hides it", async () => {
    const pii_vault = createPiiService().createVault();
    const run = await convert({ pii_vault });
    const [result] = results(run);
    expect(result?.content).not.toContain("Rossi");
    expect(pii_vault.restore(result?.content ?? "")).toContain("Mario Rossi");
    expect(run.attrs).toMatchObject({ pii_replaced: 1 });
  });

  it("tells the data as it is where the user wants no anonymization", async () => {
    expect(results(await convert())[0]?.content).toContain("Mario Rossi");
  });
});
