import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageText } from "../../src/view/page-text.ts";
import { savedPageSchema } from "../../src/view/saved-page.ts";
import type { SavedPage } from "../../src/view/saved-page.ts";

function pageWith(text: string): SavedPage {
  return {
    version: 1,
    graph: {
      hash: "h",
      diagram: text,
      lanes: [],
      nodes: [],
      edges: [{ source: "A", target: "B", label: text, kind: "control" }],
      stores: [],
      entries: [],
      keys: [],
    },
    nodes: [{ id: "A", doc: { path: "a.md", markdown: text }, handler: null }],
    runs: [],
  };
}

const built = { script: "show();", style: ".a { color: red }" };

/** What stands in the elements of the file, found as a browser finds them: an element of text ends at its first end tag. */
function elements(html: string) {
  const inside = (open: RegExp, close: string): string => {
    const found = open.exec(html);
    const from = (found?.index ?? 0) + (found?.[0].length ?? 0);
    return html.slice(from, html.toLowerCase().indexOf(close, from));
  };
  return {
    data: inside(/<script type="application\/json" id="ragstep-page">/, "</script"),
    script: inside(/<script type="module">/, "</script"),
    style: inside(/<style>/, "</style"),
    title: inside(/<title>/, "</title"),
    policy: /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "",
  };
}

const hostile = [
  "</script><script>alert(1)</script>",
  "<!-- <script>",
  "</SCRIPT ><img src=x onerror=alert(1)>",
  "]]></style></title><svg onload=alert(1)>",
  "\"&quot;' \\u003c \\",
  "\u2028\u2029\u0000\uFEFF",
];

describe("text of users stays text", () => {
  test.each(hostile)("%j", (text) => {
    const html = pageText(pageWith(text), built, text);
    const { data, title } = elements(html);
    expect(savedPageSchema.parse(JSON.parse(data))).toEqual(pageWith(text));
    expect(data).not.toContain("<");
    expect(title).not.toMatch(/[<>"']/);
    expect(html.match(/<script/gi)).toHaveLength(2);
    expect(html.match(/<\/script/gi)).toHaveLength(2);
    expect(html).not.toContain("<!--");
  });

  test("whatever it is", () => {
    const words = fc.constantFrom("<", "</", "script", "style", ">", "<!--", "-->", "&", '"', "\\", "x");
    const texts = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const html = pageText(pageWith(text), built, text);
        expect(JSON.parse(elements(html).data)).toEqual(pageWith(text));
        expect(html.match(/<\/?script/gi)).toHaveLength(4);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the page's own code", () => {
  const tricky = {
    script: 'const a = "</script><!-- <script>"; const b = /<\\/SCRIPT>|<!--/u;\r\nconst c = 1 < 2;',
    style: '.a::after { content: "</style>" }',
  };

  test("ends no element and says the same", () => {
    const { script, style } = elements(pageText(pageWith(""), tricky, "t"));
    const made: unknown = runInNewContext(`${script}; [a, b.test("</script>"), b.test("<!--"), c];`);
    expect(made).toEqual(["</script><!-- <script>", false, true, true]);
    expect(style).toBe('.a::after { content: "\\3C /style>" }');
  });

  test("is all that may run: the policy holds its hash and lets nothing be loaded", () => {
    const { script, policy } = elements(pageText(pageWith(""), tricky, "t"));
    const hash = createHash("sha256").update(script).digest("base64");
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|connect-src|unsafe-eval|script-src[^;]*unsafe-inline/);
  });
});
