import { describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";
import type { PiiVault } from "#rag/pii/types.ts";

import AnonymizeText from "../../../steps/privacy/AnonymizeText.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";

const codiceFiscale = "RSSMRA85T10A562S";

describe("AnonymizeText", () => {
  it("replaces personal data in every message, whoever wrote it, and can put it back", async () => {
    const messages = [
      { role: "system", content: `Il cliente ha codice fiscale ${codiceFiscale}.` },
      { role: "assistant", content: "Scrivo a mario@example.it." },
      { role: "user", content: `Il mio codice fiscale è ${codiceFiscale}.` },
    ];
    const state = { validated_request: accepted(messages) };
    const run = await project.runStep(AnonymizeText, { state, services: { pii: createPiiService() } });
    const anonymized = run.patch["anonymized_messages"] as { role: string; content: string }[];
    const text = JSON.stringify(anonymized);
    expect(text).not.toContain(codiceFiscale);
    expect(text).not.toContain("mario@example.it");
    expect(run.patch).toMatchObject({ pii_types: ["codice_fiscale", "email"], pii_count: 3 });
    const vault = run.patch["pii_vault"] as PiiVault;
    expect(anonymized.map(({ content }) => vault.restore(content))).toEqual(
      messages.map(({ content }) => content),
    );
    expect(run.next).toEqual(["PIICheck"]);
  });

  it("logs kinds and counts, never what was found", async () => {
    const state = { validated_request: accepted([{ role: "user", content: codiceFiscale }]) };
    const run = await project.runStep(AnonymizeText, { state, services: { pii: createPiiService() } });
    expect(run.line).not.toContain(codiceFiscale);
    expect(run.attrs).toMatchObject({
      pii_detected: true,
      pii_count: 1,
      pii_anonymized: 1,
      message_count: 1,
    });
  });

  it("finds nothing in a text without personal data and leaves it as it is", async () => {
    const messages = [{ role: "user", content: "Quando si versa l'IVA?" }];
    const state = { validated_request: accepted(messages) };
    const run = await project.runStep(AnonymizeText, { state, services: { pii: createPiiService() } });
    expect(run.patch).toMatchObject({ anonymized_messages: messages, pii_types: [], pii_count: 0 });
  });

  it("ends the run when anonymization fails: nothing goes on unprotected", async () => {
    const pii = {
      ...createPiiService(),
      anonymize: () => {
        throw new Error("broken");
      },
    };
    const state = { validated_request: accepted([{ role: "user", content: codiceFiscale }]) };
    const run = await project.runStep(AnonymizeText, { state, services: { pii } });
    expect(run.status).toBe("failed");
    expect(run.next).toEqual([]);
    expect(run.state["anonymized_messages"]).toBeUndefined();
  });
});
