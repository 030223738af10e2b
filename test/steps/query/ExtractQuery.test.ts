import { describe, expect, it } from "vitest";

import ExtractQuery from "../../../steps/query/ExtractQuery.ts";
import { project } from "../support/project.ts";

describe("ExtractQuery", () => {
  it("takes the last thing the user said", async () => {
    const messages = [
      { role: "user", content: "Prima domanda" },
      { role: "assistant", content: "Risposta" },
      { role: "user", content: "  Quando si\nversa l'IVA?  " },
    ];
    const run = await project.runStep(ExtractQuery, { state: { messages } });
    expect(run.patch).toEqual({ user_query: "Quando si versa l'IVA?", query_complexity: "simple" });
    expect(run.attrs).toMatchObject({ user_message_found: true, user_message_count: 2, query_length: 22 });
    expect(run.line).not.toContain("versa");
    expect(run.next).toEqual(["MessageExists"]);
  });

  it("gives an empty question when the user said nothing", async () => {
    const messages = [{ role: "system", content: "Rispondi in breve." }];
    const run = await project.runStep(ExtractQuery, { state: { messages } });
    expect(run.patch).toEqual({ user_query: "", query_complexity: "simple" });
    expect(run.attrs).toMatchObject({ user_message_found: false, user_message_count: 0 });
  });
});
