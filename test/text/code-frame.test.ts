import { expect, test } from "vitest";
import { codeFrame } from "../../src/text/code-frame.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function frame(text: string, start: number, end: number): string {
  return codeFrame(sourceFile("a.mmd", text), { start, end }).join("\n");
}

test("the carets stand below the span", () => {
  expect(frame("one\nA --> B\n", 8, 11)).toBe("  |\n2 | A --> B\n  |     ^^^");
});

test("an empty span is one caret", () => {
  expect(frame("A", 1, 1)).toBe("  |\n1 | A\n  |  ^");
});

test("a span over several lines is marked on its first line", () => {
  expect(frame("AB\nCD", 1, 5)).toBe("  |\n1 | AB\n  |  ^");
});

test("tabs and control characters keep their width", () => {
  expect(frame("\t\u001b[31mX", 6, 7)).toBe("  |\n1 |  ·[31mX\n  |       ^");
});

test("a place far out in a long line is shown with what is around it", () => {
  const [, line, carets] = codeFrame(sourceFile("a", `${"x".repeat(500)}Y${"z".repeat(500)}`), {
    start: 500,
    end: 501,
  });
  expect(line).toHaveLength("1 | ".length + 120);
  expect(line?.[carets?.indexOf("^") ?? -1]).toBe("Y");
});

test("wide characters take two columns, marks that join others none", () => {
  expect(frame("日本 --> B", 7, 8)).toBe("  |\n1 | 日本 --> B\n  |          ^");
  expect(frame("日本 --> B", 0, 2)).toBe("  |\n1 | 日本 --> B\n  | ^^^^");
  expect(frame("e\u0301 --> B", 7, 8)).toBe("  |\n1 | e\u0301 --> B\n  |       ^");
});
