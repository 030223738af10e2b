import { describe, expect, it } from "vitest";

import { apologize } from "#rag/tools/apologize.ts";

const passage = { id: "p", title: "IVA", text: "Il 22%.", source: "DPR 633/1972", score: 1 };
const result = (name: string, ok: boolean, content: string) => ({
  tool_call_id: name,
  name,
  ok,
  content,
  passages: ok ? [passage] : [],
});

describe("an answer that no model put into words", () => {
  it("gives what the tools found", () => {
    expect(apologize([result("FAQTool", true, "Il 22%.")])).toMatch(/Ecco che cosa ho trovato:\n\nIl 22%\.$/);
  });

  it("says why attachments were not accepted, and nothing of other failures", () => {
    const refused = result("DocumentIngestTool", false, "Errore: Il file `a.pdf` è vuoto.");
    const unknown = result("NoSuchTool", false, "Errore: There is no tool of this name");
    const text = apologize([refused, unknown]);
    expect(text).toMatch(/Il file `a\.pdf` è vuoto\.$/);
    expect(text).not.toContain("Errore:");
    expect(text).not.toContain("tool of this name");
  });

  it("asks to try again when there is nothing to give", () => {
    expect(apologize([])).toMatch(/Riprova tra poco\.$/);
  });
});
