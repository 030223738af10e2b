import { z } from "zod";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { definitionCodes } from "./codes.ts";
import type { StepDefinition } from "./step.ts";

const names = z.array(z.string());

const stepSchema = z.object({
  kind: z.literal("ragstep/step"),
  node: z.string().min(1),
  reads: names,
  optional: z.record(z.string(), z.string()),
  writes: names,
  attrs: names,
  outcomes: names.optional(),
  pure: z.boolean(),
  run: z.custom<StepDefinition["run"]>((value) => typeof value === "function"),
});

function isStep(value: unknown): value is StepDefinition {
  return stepSchema.safeParse(value).success;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object")
    return "kind" in value && value.kind === "ragstep/step" ? "a damaged step" : "an object";
  return typeof value === "function" ? "a function" : `a ${typeof value}`;
}

/** Takes a module's default export for a step, or says why it is none. `file` is shown as given. */
export function validateStep(file: string, exported: unknown): Result<StepDefinition | null> {
  if (isStep(exported)) return { value: exported, diagnostics: [] };
  const code = "handler-not-a-step";
  const node = file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
  const location = { file: { path: file, text: "" }, span: { start: 0, end: 0 } };
  const diagnostic: Diagnostic = {
    code,
    severity: definitionCodes[code].severity,
    message: `\`${file}\` exports ${shown(exported)} by default, expected a step made by \`step()\`.`,
    location,
    hint: `export default step("${node}", { run() {} });`,
  };
  return { value: null, diagnostics: [diagnostic] };
}
