import { describe, expect, it } from "vitest";
import { generateTypes } from "../../src/graph/generate-types.ts";
import { entry, linkText } from "./link-text.ts";

const picture = `Start([Start]) --> Find[Find it]
Find --> Good{Good?}
Good -->|Yes| End([End])
Good -->|"Not yet"| Find
Docs[(Docs)] -.-> Find -.-> Docs
Good -.-> Log-1[(Log)]`;

describe("generateTypes", () => {
  it("writes the facts of every node and the `step` function", () => {
    const registry = ["Start", "Find", "Good", "End"].map((id, index) => entry(index + 1, id)).join("");
    expect(generateTypes(linkText(picture, registry).graph)).toBe(
      `// Written by \`ragstep gen\` from diagram.mmd and registry.yml; edit those instead.
import { stepsOf } from "ragstep";
import type { Services, Stores } from "./environment.ts";
import type { state } from "./state.ts";

/** What each node of the diagram may decide and which stores it may touch. */
export type GraphFacts = {
  /** 1 · Start */
  readonly Start: { readonly outcome: never; readonly stores: {} };
  /** 2 · Find */
  readonly Find: { readonly outcome: never; readonly stores: { readonly Docs: "read-write" } };
  /** 3 · Good */
  readonly Good: { readonly outcome: "Yes" | "Not yet"; readonly stores: { readonly "Log-1": "write" } };
  /** 4 · End */
  readonly End: { readonly outcome: never; readonly stores: {} };
};

/** Makes the handler of a node: \`export default step("NodeId", { … })\`. */
export const step = stepsOf<typeof state, GraphFacts, Stores, Services>();
`,
    );
  });

  it("imports from where the project has its parts", () => {
    const { graph } = linkText(picture);
    const text = generateTypes(graph, {
      state: "../state.js",
      environment: null,
      engine: "#ragstep",
      command: "npm run gen",
    });
    expect(text.split("\n").slice(0, 3)).toEqual([
      "// Written by `npm run gen` from diagram.mmd; edit those instead.",
      'import { stepsOf } from "#ragstep";',
      'import type { state } from "../state.js";',
    ]);
    expect(text).toContain("stepsOf<typeof state, GraphFacts>();");
    expect(text).not.toContain("environment");
  });

  it("does not let a label end its comment", () => {
    const text = generateTypes(linkText('A(["a */ b"])').graph);
    expect(text).toContain("/** a * / b */");
  });

  it("writes the same text for the same graph", () => {
    expect(generateTypes(linkText(picture).graph)).toBe(generateTypes(linkText(picture).graph));
  });
});
