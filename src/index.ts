/** The public API: what steps, configurations and programs around the engine import. Services are not part of it. */
export type {
  AnswerPart,
  Caller,
  ChatDoor,
  Continuation,
  Conversation,
  CreateEnvironment,
  EndedRun,
  Environment,
  EnvironmentOptions,
  HttpCall,
  HttpResponse,
  HttpRoute,
  KnownToken,
  RequestIO,
  ResponseSink,
  ReviewBoard,
  ReviewLine,
  Source,
  StoreImplementation,
} from "./definition/environment.ts";
export { defineState, key } from "./definition/state.ts";
export type { KeyFlags, MergeRule, StateDefinition, StateKey, StateOf } from "./definition/state.ts";
export { stepsOf } from "./definition/step.ts";
export type {
  Clock,
  Decision,
  GraphFacts,
  Ids,
  Json,
  NodeFacts,
  RunInfo,
  StepContext,
  StepDefinition,
  StepFunction,
  StepResult,
  StepSpec,
  StoreTypes,
} from "./definition/step.ts";
export type { ServiceSpan, SpanAttributes, Tracing } from "./definition/tracing.ts";
export type { Diagnostic, Location, RelatedLocation, Result, Severity } from "./diagnostics/diagnostic.ts";
export { FatalStepError, RagstepError, UsageError } from "./diagnostics/errors.ts";
export { sortDiagnostics } from "./diagnostics/order.ts";
export type { Graph, GraphEdge, GraphNode, GraphStore } from "./graph/graph.ts";
export { createProgram } from "./graph/create-program.ts";
export type { Handler, ProgramParts } from "./graph/create-program.ts";
export { link } from "./graph/link.ts";
export type { Program } from "./graph/program.ts";
export { defineConfig } from "./project/config.ts";
export type { Config } from "./project/config.ts";
export type { Flowchart } from "./mermaid/flowchart.ts";
export { parseFlowchart } from "./mermaid/parse-flowchart.ts";
export type { Registry, RegistryEntry } from "./registry/entry.ts";
export { readRegistry } from "./registry/read-registry.ts";
export { jsonReport } from "./report/json.ts";
export { prettyDiagnostics } from "./report/pretty.ts";
export { engineKeys } from "./runtime/engine-keys.ts";
export type { StepError } from "./runtime/engine-keys.ts";
export {
  RunCancelledError,
  RunError,
  StepContractError,
  StepFailedError,
  StepTimeoutError,
} from "./runtime/errors.ts";
export type { ErrorInfo, RunEvent, RunStatus } from "./runtime/events.ts";
export { createFakeClock } from "./runtime/fake-clock.ts";
export type { FakeClock, FakeClockOptions } from "./runtime/fake-clock.ts";
export { createCountingIds, createSystemIds } from "./runtime/ids.ts";
export type { Journal, JournalRecord } from "./runtime/journal.ts";
export { createLogger } from "./runtime/logger.ts";
export type { LoggerOptions } from "./runtime/logger.ts";
export { createMemoryJournal } from "./runtime/memory-journal.ts";
export type { PathEntry, Run, RunOptions, RunResult } from "./runtime/options.ts";
export type { StepScope } from "./runtime/step-scope.ts";
export { parseLogLine } from "./runtime/parse-log-line.ts";
export type { LogLine } from "./runtime/parse-log-line.ts";
export { prepare } from "./runtime/plan.ts";
export type { Plan } from "./runtime/plan.ts";
export { rebuildRuns } from "./runtime/rebuild-run.ts";
export type { RebuiltRetry, RebuiltRun } from "./runtime/rebuild-run.ts";
export { run } from "./runtime/run.ts";
export { createSystemClock } from "./runtime/system-clock.ts";
export { sourceFile } from "./text/source-file.ts";
export type { SourceFile, Span } from "./text/source-file.ts";
