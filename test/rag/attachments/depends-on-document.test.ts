import { describe, expect, it } from "vitest";

import { dependsOnDocument } from "#rag/attachments/depends-on-document.ts";
import type { DocumentType } from "#rag/documents/types.ts";

const document = (hint: DocumentType | null = null, filename = "scansione_0042.pdf") => ({
  hash: "a".repeat(64),
  filename,
  size: 10,
  kind: "pdf" as const,
  declared_mime: "application/pdf",
  mime_agrees: true,
  hint,
});

describe("whether a question depends on its attachments", () => {
  it.each([
    ["Qual è il totale della fattura allegata?", "names-attachment"],
    ["In allegato trovi il cedolino: è giusto?", "names-attachment"],
    ["Che cosa dice scansione_0042.pdf?", "names-file"],
    ["Che cosa c'è scritto nella scansione 0042?", "names-file"],
    ["Questa fattura è corretta?", "points-at-document"],
    ["Quanto preavviso c'è nel contratto?", "points-at-document"],
    ["Ho letto il mio cedolino, quanto è il netto?", "points-at-document"],
    ["Il totale del documento quant'è?", "points-at-document"],
    ["Il saldo dell'F24 è corretto?", "asks-to-read"],
    ["Il netto della busta paga torna?", "asks-to-read"],
    ["Riassumi in tre punti", "asks-to-read"],
    [
      "Controlla che il documento sia in regola con la normativa sull'IVA in vigore da quest'anno",
      "asks-to-read",
    ],
  ])("%s", (question, reason) => {
    const found = dependsOnDocument(question, [document()]);
    expect(found.depends).toBe(true);
    expect(found.reasons).toContain(reason);
  });

  it("a question on the thing of the type that was attached is about that one", () => {
    expect(dependsOnDocument("Chi è il cedente della fattura?", [document("Fattura XML")]).reasons).toEqual([
      "names-type",
    ]);
    expect(dependsOnDocument("Chi è il cedente della fattura?", [document("F24")]).depends).toBe(false);
  });

  it.each([
    "Come si calcola il TFR di un dipendente a tempo pieno?",
    "Quali sono le aliquote IVA in Italia?",
    "Quando si versa la seconda rata dell'IMU?",
    "Questo mese quando scade il versamento?",
    "Come si corregge la fattura sbagliata?",
    "Il documento di trasporto va conservato?",
    "Come si registra la fattura elettronica ricevuta a dicembre?",
    "Verifica della residenza fiscale: quali sono i criteri per chi lavora all'estero più di 183 giorni?",
  ])("a question on the law that comes with a file does not: %s", (question) => {
    expect(dependsOnDocument(question, [document("Fattura XML")])).toEqual({ depends: false, reasons: [] });
  });

  it("no question does without an attachment", () => {
    expect(dependsOnDocument("Riassumi il documento allegato", []).depends).toBe(false);
  });
});
