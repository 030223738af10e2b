import { afterAll, describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";

import { expectPath } from "../../../src/testing/vitest.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { askedAbout, keepingStores } from "../support/attachments.ts";
import { parserServices } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";
import { toolCall } from "../support/tool-calls.ts";

const services = { ...parserServices(), pii: createPiiService() };
afterAll(() => services.documentParsers.close());

const lane = project.graph.nodes.filter((node) => node.lane === "documents").map(({ id }) => id);
const end = ["ExtractDocFacts", "StoreBlob", "Provenance", "ToToolResults"];
const begin = ["DocIngest", "ValidateAttach", "AttachOK"];

async function ingest(paths: readonly string[], limits: object = {}) {
  const clock = createFakeClock({ startAt: Date.UTC(2026, 2, 10) });
  const stores = keepingStores(clock);
  const state = { ...askedAbout(paths), tool_calls: [toolCall("a", "DocumentIngestTool", {})] };
  const own = { ...services, settings: settings({ documents: limits }) };
  return {
    stores,
    run: await project.runLane(lane, { from: "DocIngest", state, stores, services: own, clock }),
  };
}

describe("the documents lane", () => {
  it.each([
    ["fattura/servizi.xml", "FatturaParser", "1.252,00"],
    ["fattura/firmata.xml.p7m", "FatturaParser", "la firma non è stata verificata"],
    ["f24/ordinario.pdf", "F24Parser", "3.227,80"],
    ["contratto/indeterminato.docx", "ContractParser", "Metalmeccanico"],
    ["busta-paga/marzo.pdf", "PayslipParser", "1.730,88"],
    ["altro/nota.txt", "GenericOCR", "Promemoria"],
  ])("reads %s with %s", async (path, parser, said) => {
    const { run, stores } = await ingest([path]);
    expectPath(run, [...begin, "DocSecurity", "DocClassify", "DocType", parser, ...end]);
    expect(run.exits).toEqual(["ToolResults"]);
    expect(run.state["tool_results"]).toEqual([
      expect.objectContaining({ tool_call_id: "a", ok: true, content: expect.stringContaining(said) }),
    ]);
    expect((await stores.ProvenanceLedger.read.verify()).entries).toBe(1);
  });

  it("reads documents of all types side by side, joins them once, and keeps every one", async () => {
    const { run, stores } = await ingest([
      "fattura/servizi.xml",
      "f24/ordinario.pdf",
      "contratto/indeterminato.docx",
      "busta-paga/marzo.pdf",
      "altro/nota.txt",
    ]);
    expect(run.path.filter((node) => node === "ExtractDocFacts")).toHaveLength(1);
    expect(run.path.slice(6, 11).toSorted()).toEqual(
      ["ContractParser", "F24Parser", "FatturaParser", "GenericOCR", "PayslipParser"].toSorted(),
    );
    expect(run.state["parsed_docs"]).toHaveLength(5);
    expect(run.state["stored_blobs"]).toHaveLength(5);
    expect(await stores.ProvenanceLedger.read.verify()).toMatchObject({ entries: 5, problem: null });
  });

  it("ends at the tool error when a file is not accepted: none is opened, kept or noted", async () => {
    const { run, stores } = await ingest(["ostili/bomba.docx", "altro/nota.txt"], {
      max_inflated_bytes: 1_000_000,
    });
    expectPath(run, [...begin, "ToolErr"]);
    expect(run.exits).toEqual(["FinalResponse"]);
    expect((await stores.ProvenanceLedger.read.verify()).entries).toBe(0);
  });

  it("reads hostile documents after they are disarmed, and notes what was taken out", async () => {
    const { run } = await ingest([
      "ostili/script-e-allegato.pdf",
      "ostili/macro.docx",
      "ostili/entita-esterna.xml",
    ]);
    expect(run.exits).toEqual(["ToolResults"]);
    const content = JSON.stringify(run.state["tool_results"]);
    expect(content).toContain("sono stati rimossi");
    expect(content).not.toContain("root:");
  });

  it("says of a broken document what is wrong with it, and reads the others", async () => {
    const { run } = await ingest(["fattura/troncata.xml", "f24/ordinario.pdf"]);
    const content = JSON.stringify(run.state["tool_results"]);
    expect(content).toContain("Errore nel documento");
    expect(content).toContain("3.227,80");
  });

  it("logs nothing that a document says", async () => {
    const { run } = await ingest(["busta-paga/marzo.pdf", "contratto/indeterminato.docx"]);
    expect(run.lines.join("\n")).not.toMatch(/Rossi|RSSMRA|\b1\.?730\b|Aurora/);
  });
});
