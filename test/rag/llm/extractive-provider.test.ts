import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractiveAnswer, nothingFound } from "../../../src/rag/llm/extractive-answer.ts";
import { createExtractiveProvider } from "../../../src/rag/llm/extractive-provider.ts";
import type { ChatMessage, ModelRequest, Passage } from "../../../src/rag/llm/types.ts";
import { collect } from "./collect.ts";

const passages: readonly Passage[] = [
  {
    id: "iva",
    title: "Aliquote IVA",
    text: "L'aliquota ordinaria dell'IVA è del 22 per cento. Le aliquote ridotte sono del 4, 5 e 10 per cento. Il gettito va allo Stato.",
    source: "DPR 633/1972 art. 16",
    score: 0.8,
  },
  {
    id: "ferie",
    title: "Ferie",
    text: "Le ferie annue sono di almeno quattro settimane.",
    source: "D.Lgs. 66/2003",
    score: 0.3,
  },
];

describe("extractiveAnswer", () => {
  it("answers with the nearest sentences, their numbers and their sources, and says what it is", () => {
    expect(extractiveAnswer("Qual è l'aliquota IVA ordinaria?", passages)).toBe(
      [
        "Risposta estrattiva: riporto, senza rielaborarli, i passi delle fonti più vicini alla domanda.",
        "",
        "- L'aliquota ordinaria dell'IVA è del 22 per cento. [1]",
        "- Le aliquote ridotte sono del 4, 5 e 10 per cento. [1]",
        "",
        "Fonti:",
        "[1] Aliquote IVA (DPR 633/1972 art. 16)",
      ].join("\n"),
    );
  });

  it("cites by the place of the passage among those given", () => {
    const answer = extractiveAnswer("Quante settimane di ferie annue?", passages);
    expect(answer).toContain("- Le ferie annue sono di almeno quattro settimane. [2]");
    expect(answer).not.toContain("[1]");
  });

  it.each([
    ["no passage is about the question", "Che tempo fa domani a Rimini?", passages],
    ["there is no passage", "Qual è l'aliquota IVA?", []],
    ["the question has no word of its own", "e di che?", passages],
  ])("says so when %s", (_, question, given) => {
    expect(extractiveAnswer(question, given)).toBe(nothingFound);
  });

  it("says nothing that is not in the passages", () => {
    const word = fc.constantFrom("iva", "aliquota", "ferie", "settimane", "netto", "22", "imposta.", "anno.");
    const passage = fc.array(word, { minLength: 5, maxLength: 30 }).map((words): Passage => ({
      id: "p",
      title: "Titolo",
      text: words.join(" "),
      source: "Fonte",
      score: 0.5,
    }));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.array(passage, { maxLength: 5 }),
        (question, given) => {
          const answer = extractiveAnswer(question.join(" "), given);
          expect(extractiveAnswer(question.join(" "), given)).toBe(answer);
          for (const [, statement = "", number = ""] of answer.matchAll(/^- (.*) \[(\d+)\]$/gm)) {
            expect(given[Number(number) - 1]?.text).toContain(statement);
          }
        },
      ),
    );
  });
});

describe("extractiveAnswer from attachments", () => {
  const read = (document: string, text: string): Passage => ({
    id: text,
    title: `${document}.pdf`,
    text,
    source: "pagina 1",
    score: 1,
    place: { document, page: 1, span: null },
  });
  const attached = [
    ...passages,
    read("cedolino", "Netto: 1.730,88"),
    read("cedolino", "Lordo: 2.300,00"),
    read("fattura", "Importo totale: 1.252,00"),
  ];

  it("goes before the knowledge base, short as its statements are, under the numbers of the whole list", () => {
    const answer = extractiveAnswer("Quanto è il netto, e qual è l'aliquota IVA ordinaria?", attached);
    expect(answer).toContain("- Netto: 1.730,88 [3]\n\nFonti:\n[3] cedolino.pdf (pagina 1)");
  });

  it("gives the first facts of every document to a question that is near to none", () => {
    const answer = extractiveAnswer("Riassumi", attached);
    expect(answer).toContain("- Netto: 1.730,88 [3]\n- Lordo: 2.300,00 [4]\n- Importo totale: 1.252,00 [5]");
  });
});

describe("createExtractiveProvider", () => {
  const request = {
    model: "extractive-it",
    messages: [{ role: "user" as const, content: "Qual è l'aliquota IVA ordinaria?" }],
    temperature: 0,
    passages,
  };

  it("says its answer word by word and loses nothing of it", async () => {
    const answer = await createExtractiveProvider("e").call({
      ...request,
      signal: new AbortController().signal,
    });
    const { parts } = await collect(answer.text);
    expect(parts.join("")).toBe(extractiveAnswer("Qual è l'aliquota IVA ordinaria?", passages));
    expect(parts.length).toBeGreaterThan(20);
    expect(await answer.completion).toMatchObject({ finish_reason: "stop", tool_calls: [] });
  });

  it("stops when the call is aborted", async () => {
    const halt = new AbortController();
    const answer = await createExtractiveProvider("e").call({ ...request, signal: halt.signal });
    halt.abort(new Error("gone"));
    expect((await collect(answer.text)).error).toMatchObject({ code: "provider-call-stopped" });
  });

  const text = async (messages: readonly ChatMessage[], more: Partial<ModelRequest> = {}) => {
    const signal = new AbortController().signal;
    const answer = await createExtractiveProvider("e").call({ ...request, ...more, messages, signal });
    return answer.kind === "text" ? (await collect(answer.text)).parts.join("") : answer.tool_calls;
  };
  const tool = (content: string): ChatMessage => ({
    role: "tool",
    content,
    tool_call_id: "call_1",
    name: "T",
  });

  it("asks for the tool that it must use, once", async () => {
    const more = { required_tool: "T" };
    expect(await text(request.messages, more)).toEqual([{ id: "call_1", name: "T", arguments: {} }]);
    expect(await text([...request.messages, tool("Trovato.")], more)).toContain("Risposta estrattiva");
  });

  it("hands on why a tool could do nothing, alone when no other found anything", async () => {
    expect(await text([...request.messages, tool("Errore: Il file è vuoto.")])).toBe("Il file è vuoto.");
    const both = await text([...request.messages, tool("Errore: Il file è vuoto."), tool("Trovato.")]);
    expect(both).toMatch(/^Il file è vuoto\.\n\nRisposta estrattiva/);
  });
});
