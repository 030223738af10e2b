import { describe, expect, test } from "vitest";
import {
  expectsAnotherWay,
  removeFromLogged,
  removeFromRecording,
  removeFromRequest,
} from "../../src/scaffold/remove-from-json.ts";
import { renameInJson } from "../../src/scaffold/rename-in-json.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { applyEdits } from "../../src/text/text-edit.ts";

const request = `{
  "entry": "Ask",
  "request": { "body": "Ask", "Ask": ["Ask"] },
  "expect": {
    "path": ["Start", "Ask", "End"],
    "path_includes": ["Ask"],
    "path_excludes": [
      "Bake",
      "Ask"
    ],
    "outcomes": { "Ask": "Ask", "Other": ["Ask", "x"] },
    "response": { "text": "Ask", "quoted": "\\"Ask\\"" }
  }
}
`;

const recording = `{
"recording": 1,
"request": "test/fixtures/requests/one.json",
"entry": "Start",
"status": "completed",
"status_code": 200,
"path": [
{"step":1,"node":"Start","next":["Ask"]},
{"step":2,"node":"Ask","outcome":"Yes","next":["End"]},
{"step":3,"node":"End","next":[]}
],
"input": {"ticket":"Ask"},
"changes": [
{"node":"Ask","set":{"name":"Ask"}},
{"node":"End","set":{"done":true}}
]
}
`;

describe("a node that is renamed in a request file or a recorded run", () => {
  test("is renamed where these name nodes; the same word in a text is left and told", () => {
    const { edits, left } = renameInJson(request, "Ask", "Wonder");
    expect(applyEdits(request, edits)).toBe(`{
  "entry": "Wonder",
  "request": { "body": "Ask", "Ask": ["Ask"] },
  "expect": {
    "path": ["Start", "Wonder", "End"],
    "path_includes": ["Wonder"],
    "path_excludes": [
      "Bake",
      "Wonder"
    ],
    "outcomes": { "Wonder": "Ask", "Other": ["Ask", "x"] },
    "response": { "text": "Ask", "quoted": "\\"Ask\\"" }
  }
}
`);
    expect(left).toHaveLength(6);
    const there = renameInJson(recording, "Ask", "Wonder");
    const text = applyEdits(recording, there.edits);
    expect(text).toContain('"next":["Wonder"]');
    expect(text).toContain('{"node":"Wonder","set":{"name":"Ask"}}');
    expect(text).toContain('"input": {"ticket":"Ask"}');
  });
});

describe("a node that is taken out of a request file or a recorded run", () => {
  test("leaves the expected paths and outcomes, and nothing of the request", () => {
    expect(applyEdits(request, removeFromRequest(request, "Ask"))).toBe(`{
  "entry": "Ask",
  "request": { "body": "Ask", "Ask": ["Ask"] },
  "expect": {
    "path": ["Start", "End"],
    "path_includes": [],
    "path_excludes": [
      "Bake"
    ],
    "outcomes": { "Other": ["Ask", "x"] },
    "response": { "text": "Ask", "quoted": "\\"Ask\\"" }
  }
}
`);
    const twice = '{ "expect": { "path": ["Ask", "Ask"], "outcomes": { "a": "b", "Ask": ["x", "y"] } } }';
    expect(applyEdits(twice, removeFromRequest(twice, "Ask"))).toBe(
      '{ "expect": { "path": [], "outcomes": { "a": "b" } } }',
    );
  });

  test("leaves a recorded run that went on to the step that is left, and no other", () => {
    const file = sourceFile("one.json", recording);
    expect(applyEdits(recording, removeFromRecording(file, "Ask", "End") ?? [])).toBe(
      recording
        .replace('{"step":1,"node":"Start","next":["Ask"]}', '{"step":1,"node":"Start","next":["End"]}')
        .replace('{"step":2,"node":"Ask","outcome":"Yes","next":["End"]},\n', "")
        .replace('{"node":"Ask","set":{"name":"Ask"}},\n', ""),
    );
    expect(removeFromRecording(file, "Ask", "Bake")).toBeNull();
    expect(removeFromRecording(file, "Bake", "End")).toEqual([]);
    expect(expectsAnotherWay(request, "Ask", ["End"])).toBe(request.indexOf('"Ask", "End"'));
    expect(expectsAnotherWay(request, "Ask", ["Bake"])).toBeNull();
  });

  test("leaves the list of what steps logged", () => {
    const text = '{\n"Ask": ["a"],\n"End": ["b","c"]\n}\n';
    const file = sourceFile("attrs.json", text);
    expect(applyEdits(text, removeFromLogged(file, "Ask"))).toBe('{\n"End": ["b","c"]\n}\n');
    expect(removeFromLogged(file, "Bake")).toEqual([]);
  });
});
