import { describe, expect, it } from "vitest";

import { createPiiService } from "../../../src/rag/pii/create-pii-service.ts";
import { withoutPlaceholders } from "../../../src/rag/privacy/without-placeholders.ts";

describe("withoutPlaceholders", () => {
  it("takes out every placeholder that anonymization puts in", () => {
    const pii = createPiiService();
    const { text, matches } = pii.anonymize(
      "Sono Mario Rossi, RSSMRA85T10A562S, mario@example.it, tel. +39 333 1234567, IBAN IT60X0542811101000000123456.",
      pii.createVault(),
    );
    expect(matches.length).toBeGreaterThanOrEqual(4);
    expect(withoutPlaceholders(text)).not.toMatch(/[[\]_]/);
  });

  it("leaves what only looks alike", () => {
    expect(withoutPlaceholders("art. 16 [comma 1] e [vedi_1]")).toBe("art. 16 [comma 1] e [vedi_1]");
  });
});
