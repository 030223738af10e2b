import type { LayoutFlags } from "../project/layout.ts";
import { flagValue } from "./arguments.ts";
import type { Arguments, Flag } from "./command.ts";

/** Flags that name the parts of a project; they win over its configuration. */
export const layoutFlags: readonly Flag[] = [
  { name: "diagram", value: "FILE", summary: "The Mermaid flowchart" },
  { name: "registry", value: "FILE", summary: "The step registry" },
  { name: "steps", value: "DIR", summary: "The folder of the handlers" },
];

/** How a report is written. */
export const formatFlag: Flag = {
  name: "format",
  value: "FORMAT",
  choices: ["pretty", "json"],
  summary: "For people (pretty, the default) or for programs (json)",
};

/** The values of `layoutFlags`. */
export function layoutFrom(args: Arguments): LayoutFlags {
  return {
    diagram: flagValue(args, "diagram"),
    registry: flagValue(args, "registry"),
    steps: flagValue(args, "steps"),
  };
}
