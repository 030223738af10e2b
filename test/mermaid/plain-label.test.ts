import { expect, test } from "vitest";
import { decodeEntities } from "../../src/mermaid/entities.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { plainLabel } from "../../src/mermaid/plain-label.ts";
import { sourceFile } from "../../src/text/source-file.ts";

const plain: readonly (readonly [string, string])[] = [
  ["x", "x"],
  ["  a \n  b ", "a b"],
  ["a<br/>b<br>c<BR />d", "a b c d"],
  ["a\\nb", "a b"],
  ["S105 · Stream", "Stream"],
  ["S105 - Stream", "Stream"],
  ["S105: Stream", "Stream"],
  ["S105 &#183; Stream", "Stream"],
  ["S105<br/>· Stream", "Stream"],
  ["S3 bucket", "S3 bucket"],
  ["&quot;a&quot; &amp; #quot;b#quot;", '"a" & "b"'],
  ["#35;1 &#8364; &euro; &#x20AC;", "#1 € € €"],
  ['"quoted"', "quoted"],
  ["`**bold** and _slanted_ snake_case`", "bold and slanted snake_case"],
  ["snake_case * 2", "snake_case * 2"],
  ["<b>bold</b> 1 < 2", "bold 1 < 2"],
];

test.each(plain)("reads %j as %j", (written, expected) => {
  expect(plainLabel(written)).toBe(expected);
});

test("takes the label of a node as the parser gives it", () => {
  const { value } = parseFlowchart(
    sourceFile("x", 'flowchart TD\nA(["`S1 · **Do**<br/>it #quot;now#quot;`"])'),
  );
  const label = value?.vertices.get("A")?.label;
  expect(label && plainLabel(label)).toBe('Do it "now"');
});

test("unknown entities and those that name no character stay", () => {
  expect(decodeEntities("&nosuch; #0; &#xD800; #x41; a;b")).toBe("&nosuch; #0; &#xD800; #x41; a;b");
  expect(decodeEntities("&copy;#9829;&hearts;&#65;")).toBe("©♥♥A");
});
