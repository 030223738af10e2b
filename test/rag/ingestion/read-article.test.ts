import { describe, expect, it } from "vitest";

import { readArticle } from "#rag/ingestion/read-article.ts";

describe("readArticle", () => {
  it("reads a fragment as a feed holds it, with its paragraphs and entities", async () => {
    const { text } = await readArticle(
      "<p>Uno &amp; due.</p><p>Tre&nbsp;&lt;4&gt;</p><script>alert(1)</script>",
    );
    expect(text).toBe("Uno & due.\n\nTre <4>");
  });

  it("keeps the cells of a row on one line and each item of a list on its own", async () => {
    const { text } = await readArticle(
      "<ul><li>uno</li><li>due</li></ul><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    );
    expect(text.split(/\n+/).map((line) => line.trim())).toEqual(["uno", "due", "a  b", "c  d"]);
  });

  it("reads a short page without an article as a whole", async () => {
    const { title, text } = await readArticle(
      "<html><head><title>Avviso</title></head><body><div>Chiuso lunedì.</div></body></html>",
    );
    expect({ title, text }).toEqual({ title: "Avviso", text: "Chiuso lunedì." });
  });

  it("survives pages that are broken or made to be deep", async () => {
    expect((await readArticle("<p>aperto <b>e mai <i>chiuso")).text).toBe("aperto e mai chiuso");
    expect((await readArticle(`${"<div>".repeat(3000)}in fondo`)).text).toBeTypeOf("string");
  });

  it("reads a page with more elements than anybody writes as it stands, in no time", async () => {
    const html = `<html><body><nav>Menu</nav>${"<i>x</i>".repeat(50_000)}</body></html>`;
    expect((await readArticle(html)).text).toBe("x".repeat(50_000));
  });
});
