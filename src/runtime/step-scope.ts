/** Puts the steps of one run into something around them, such as the spans of a trace. */
export interface StepScope {
  /** Runs one attempt of a step's handler. Must call `attempt` once, at once, and give what it gives. */
  within<T>(node: string, visit: number, attempt: () => T): T;
  /** Fields that the log line of this visit carries beside its own. */
  fields(node: string, visit: number): Readonly<Record<string, string>>;
}
