import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVault } from "../../../src/rag/pii/vault.ts";

async function* chunked(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (let turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield text.slice(at, at + size);
    at += size;
  }
}

async function* parts(...all: readonly string[]): AsyncGenerator<string> {
  yield* all;
}

function filled() {
  const vault = createVault();
  vault.placeholder("codice_fiscale", "RSSMRA85T10A562S");
  vault.placeholder("name", "Mario [Rossi]");
  vault.placeholder("partita_iva", "07643520567");
  return vault;
}

describe("createVault", () => {
  it("restores a stream as it restores the whole text, however it is cut", async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "[CF_1]",
        "[NOME_1]",
        "[PIVA_1]",
        "[CF_2]",
        "[CF_",
        "[",
        "[P",
        "[[CF_1]]",
        "[CF_1",
        "]",
        "[NOME_1234567",
        "_1]",
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        async (pieces, sizes) => {
          const text = pieces.join("");
          const vault = filled();
          let streamed = "";
          for await (const chunk of vault.restoreStream(chunked(text, sizes))) streamed += chunk;
          expect(streamed).toBe(vault.restore(text));
        },
      ),
    );
  });

  it("holds back an unfinished placeholder and nothing else", async () => {
    const vault = filled();
    const out: string[] = [];
    for await (const chunk of vault.restoreStream(parts("Il codice [C", "F_1] e [altro", " testo [")))
      out.push(chunk);
    expect(out).toEqual(["Il codice ", "RSSMRA85T10A562S e [altro", " testo ", "["]);
  });

  it("leaves a placeholder that was never given out as it is", () => {
    expect(filled().restore("[CF_9] [EMAIL_1] [CF_1]")).toBe("[CF_9] [EMAIL_1] RSSMRA85T10A562S");
  });

  it("closes the source when the reader stops early", async () => {
    let closed = false;
    async function* source() {
      try {
        yield* ["uno", "due"];
      } finally {
        closed = true;
      }
    }
    for await (const chunk of filled().restoreStream(source())) {
      expect(chunk).toBe("uno");
      break;
    }
    expect(closed).toBe(true);
  });
});
