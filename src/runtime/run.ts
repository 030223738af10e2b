import type { Program } from "../graph/program.ts";
import { Execution } from "./execution.ts";
import type { Run, RunOptions } from "./options.ts";
import { prepare } from "./plan.ts";

/**
 * Runs a program on an input. Never throws: what is wrong with entry or input, too, is told by `done` and `response`.
 * Nobody has to look at `response`; `done` says everything.
 */
export function run(
  program: Program,
  input: Readonly<Record<string, unknown>>,
  options: RunOptions = {},
): Run {
  return new Execution(prepare(program), input, options);
}
