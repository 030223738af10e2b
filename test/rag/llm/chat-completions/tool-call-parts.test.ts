import { expect, test } from "vitest";
import type { ToolCallDelta } from "../../../../src/rag/llm/chat-completions/chunk.ts";
import { ToolCallParts } from "../../../../src/rag/llm/chat-completions/tool-call-parts.ts";

function callsOf(...deltas: readonly ToolCallDelta[]) {
  const parts = new ToolCallParts();
  for (const delta of deltas) parts.add(delta);
  return parts.calls();
}

const part = (text: string, more: Partial<ToolCallDelta> = {}): ToolCallDelta => ({
  ...more,
  function: { name: null, arguments: text, ...more.function },
});

test("parts that are mixed belong together by their index", () => {
  expect(
    callsOf(
      part("", { index: 1, id: "b", function: { name: "two" } }),
      part("", { index: 0, id: "a", function: { name: "one" } }),
      part('{"x":', { index: 1 }),
      part("{}", { index: 0 }),
      part("1}", { index: 1 }),
    ),
  ).toEqual([
    { id: "b", name: "two", arguments: { x: 1 } },
    { id: "a", name: "one", arguments: {} },
  ]);
});

test("a server that numbers nothing begins a call with an id, and goes on with it by the id or without one", () => {
  expect(
    callsOf(
      part('{"x":', { id: "a", function: { name: "one" } }),
      part("1", {}),
      part("}", { id: "a" }),
      part("", { id: "b", function: { name: "two" } }),
    ),
  ).toEqual([
    { id: "a", name: "one", arguments: { x: 1 } },
    { id: "b", name: "two", arguments: {} },
  ]);
});

test("calls that all have the same index are told apart by their ids", () => {
  expect(
    callsOf(
      part('{"q":1}', { index: 0, id: "a", function: { name: "one" } }),
      part('{"q":', { index: 0, id: "b", function: { name: "one" } }),
      part("2}", { index: 0 }),
    ),
  ).toEqual([
    { id: "a", name: "one", arguments: { q: 1 } },
    { id: "b", name: "one", arguments: { q: 2 } },
  ]);
});

test("calls without an id are given one each", () => {
  const ids = callsOf(
    part("{}", { function: { name: "one" } }),
    part("{}", { id: "", function: { name: "two" } }),
    part("{}", { index: 7, function: { name: "three" } }),
  );
  expect(ids.map(({ name }) => name)).toEqual(["one", "two", "three"]);
  expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
  for (const { id } of ids) expect(id).toMatch(/^call_.{36}$/);
});

test("a name that is repeated with each part is the name, once", () => {
  expect(
    callsOf(
      part('{"x":', { index: 0, id: "a", function: { name: "one" } }),
      part("1}", { index: 0, id: "a", function: { name: "one" } }),
    ),
  ).toEqual([{ id: "a", name: "one", arguments: { x: 1 } }]);
});

test("arguments that are no object are handed on under a name that no tool knows", () => {
  expect(callsOf(part("[1]", { id: "a", function: { name: "one" } }))[0]?.arguments).toEqual({
    invalid_arguments: [1],
  });
});
