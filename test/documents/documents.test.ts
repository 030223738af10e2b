import { beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../src/checks/facts.ts";
import { documents } from "../../src/documents/documents.ts";
import { proseNames, readStepProse } from "../../src/documents/step-page.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { projectFacts } from "./project-facts.ts";

let facts: Facts & { readonly graph: Graph };
beforeAll(async () => {
  facts = await projectFacts();
});

const setup = "docs/architecture/steps/STEP-105-RAG.streaming.chatbotcontroller.chat.stream.setup.sse.md";

function textOf(path: string, some: Facts = facts): string {
  return documents(some).find((document) => document.path === path)?.text ?? "";
}

/** The facts as they would be with another text on one page. */
function withPage(path: string, text: string): Facts {
  const pages = facts.docs?.pages.filter(({ file }) => file.path !== path) ?? [];
  const docs = facts.docs && { ...facts.docs, pages: [...pages, { file: sourceFile(path, text) }] };
  return { ...facts, docs };
}

describe("the documents of this repository", () => {
  test("are a page for each step and each lane, an index and a dashboard", () => {
    const paths = documents(facts).map(({ path }) => path);
    expect(paths.filter((path) => path.includes("/steps/STEP-"))).toHaveLength(135);
    expect(paths.filter((path) => path.includes("/lanes/"))).toHaveLength(facts.graph.lanes.length);
    expect(new Set(paths).size).toBe(135 + facts.graph.lanes.length + 2);
  });

  test("are the same texts for the same project", () => {
    expect(documents(facts)).toEqual(documents(facts));
  });

  test("have the title that step 105's card has", () => {
    expect(textOf(setup).split("\n").slice(0, 5)).toEqual([
      "# RAG STEP 105 — ChatbotController.chat_stream Setup SSE (RAG.streaming.chatbotcontroller.chat.stream.setup.sse)",
      "",
      "**Type:** process  ",
      "**Category:** streaming  ",
      "**Node ID:** `StreamSetup`",
    ]);
  });

  test("say of every step what it is for, what it does, how it differs and what may go wrong", () => {
    const pages = documents(facts).filter((page) => page.path.includes("/STEP-"));
    for (const { path, text } of pages) {
      const prose = readStepProse(text);
      for (const name of proseNames) expect(prose[name], `${name} of ${path}`).not.toBe("");
    }
  });

  test("name the line of the handler, its neighbours, its keys with theirs, and its tests", () => {
    const text = textOf(setup);
    expect(text).toMatch(/Handler: \[`steps\/streaming\/StreamSetup\.ts:\d+`\]\(.*#L\d+\)/);
    expect(text).toMatch(/Edges in: \[`StreamCheck`\]\(.*\) \(Yes\)/);
    expect(text).toContain("`stream_configuration` from `StreamCheck`");
    expect(text).toContain("`sse_headers` read by `StreamResponse`");
    expect(text).toContain("test/steps/streaming/StreamSetup.test.ts");
    expect(text).toContain("Status: ✅ implemented and wired");
  });

  test("say of a deprecated step since when and why", () => {
    const text = documents(facts).find(({ path }) => path.includes("/STEP-131-"))?.text ?? "";
    expect(text).toContain("Status: ⚪ deprecated (since 2026-03-01: ");
    expect(text).toContain("- Not drawn");
  });

  test("count on the dashboard what the pages say", () => {
    const implemented = documents(facts).filter(({ text }) => /^Status: ✅/m.test(text)).length;
    expect(textOf("docs/architecture/conformance.md")).toMatch(
      new RegExp(String.raw`\| \*\*all\*\* \| 135 \| ${implemented} \|`),
    );
  });
});

describe("a page that is written again", () => {
  test("keeps every word of people and their own sections", () => {
    const text = [
      "# An old title",
      "",
      "## Intent (Blueprint)",
      "",
      "Opens the stream.",
      "",
      "- two reasons",
      "",
      "## Current Implementation (Repo)",
      "",
      "**Behavior notes:** Builds headers.",
      "",
      "A second paragraph.",
      "",
      "## History",
      "",
      "Was once two steps.",
      "",
      "## Risks / Impact",
      "",
      "- A proxy.",
      "",
    ].join("\r\n");
    const written = textOf(setup, withPage(setup, text));
    expect(readStepProse(written)).toEqual({
      intent: "Opens the stream.\n\n- two reasons",
      behavior: "Builds headers.\n\nA second paragraph.",
      differences: "",
      risks: "- A proxy.",
      more: ["## History\n\nWas once two steps."],
    });
    expect(written).not.toContain("An old title");
    expect(textOf(setup, withPage(setup, written))).toBe(written);
  });

  test("loses what stood between the markers", () => {
    const edited = textOf(setup)
      .replace("- **Owner:** ", "- **Owner:** somebody else, not ")
      .replace("Status: ✅", "Status: 🟡");
    expect(textOf(setup, withPage(setup, edited))).toBe(textOf(setup));
  });

  test("loses no word whichever marker is missing", () => {
    const page = textOf(setup);
    const markerLines = page.split("\n").flatMap((line, at) => (line.startsWith("<!-- ") ? [at] : []));
    expect(markerLines).toHaveLength(6);
    for (const at of markerLines) {
      const torn = page.split("\n").toSpliced(at, 1).join("\n");
      expect(textOf(setup, withPage(setup, torn)), `without line ${at + 1}`).toBe(page);
    }
  });

  test("takes notes without their mark for what they are", () => {
    const page = textOf(setup);
    const torn = page.replace("**Behavior notes:** ", "");
    expect(textOf(setup, withPage(setup, torn))).toBe(page);
  });
});
