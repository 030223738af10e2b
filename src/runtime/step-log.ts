import type { Logger } from "pino";
import type { Attrs } from "./attrs.ts";
import type { ErrorInfo } from "./events.ts";
import type { Execution } from "./execution.ts";
import type { HandlerContext } from "./handler-context.ts";
import { logLineHead, logLineText } from "./log-line.ts";
import type { Plan, PlannedNode } from "./plan.ts";
import type { Route } from "./route.ts";

/** What is the same in every line of a step. */
interface Template {
  /** Has step, step_id, node, label and category bound: they are written out once, not at each line. */
  readonly logger: Logger;
  /** The line's text up to its attributes. */
  readonly head: string;
}

/** The lines of one run. */
export class StepLog {
  /** False when the logger's level leaves out completions: then their attributes need not be worked out. */
  readonly writesCompletions: boolean;
  private readonly run: Execution;
  private readonly templates: Templates;

  private constructor(run: Execution, logger: Logger) {
    this.run = run;
    this.templates = templatesOf(run.plan, logger);
    this.writesCompletions = logger.isLevelEnabled("info");
  }

  /** Null when there is no logger, or one whose level leaves out even failures. */
  static of(run: Execution, logger: Logger | undefined): StepLog | null {
    return logger?.isLevelEnabled("error") === true ? new StepLog(run, logger) : null;
  }

  completed(context: HandlerContext, attrs: Attrs, route: Route, latency: number): void {
    if (!this.writesCompletions) return;
    const template = this.templates.of(context.node);
    template.logger.info(this.record(context, attrs, route, latency), logLineText(template.head, attrs));
  }

  retrying(context: HandlerContext, attrs: Attrs, error: ErrorInfo, wait: number): void {
    const template = this.templates.of(context.node);
    template.logger.warn(
      {
        ...this.record(context, attrs, null, null),
        wait_ms: wait,
        error_code: error.code,
        error_message: error.message,
      },
      logLineText(template.head, attrs),
    );
  }

  failed(
    context: HandlerContext,
    attrs: Attrs,
    error: ErrorInfo,
    route: Route | null,
    latency: number,
  ): void {
    const template = this.templates.of(context.node);
    template.logger.error(
      {
        ...this.record(context, attrs, route, latency),
        outcome: "error",
        error_code: error.code,
        error_message: error.message,
      },
      logLineText(template.head, attrs),
    );
  }

  private record(context: HandlerContext, attrs: Attrs, route: Route | null, latency: number | null): object {
    const { node, visit, attempt } = context;
    const record = {
      run_id: this.run.id,
      request_id: this.run.requestId,
      visit,
      attempt,
      outcome: route === null ? null : route.outcome,
      edges: route === null ? [] : route.links,
      latency_ms: latency,
      attrs,
    };
    const { scope } = this.run;
    return scope === null ? record : { ...scope.fields(node.id, visit), ...record };
  }
}

/** The templates of one plan under one logger, made as steps come up. */
interface Templates {
  of(node: PlannedNode): Template;
}

const templates = new WeakMap<Plan, WeakMap<Logger, Templates>>();

function templatesOf(plan: Plan, logger: Logger): Templates {
  let ofPlan = templates.get(plan);
  if (ofPlan === undefined) templates.set(plan, (ofPlan = new WeakMap()));
  let made = ofPlan.get(logger);
  if (made === undefined) ofPlan.set(logger, (made = makeTemplates(logger)));
  return made;
}

function makeTemplates(logger: Logger): Templates {
  const byNode: (Template | undefined)[] = [];
  return { of: (node) => (byNode[node.index] ??= makeTemplate(node, logger)) };
}

function makeTemplate(node: PlannedNode, logger: Logger): Template {
  const { entry, label } = node.graphNode;
  const stepId = entry?.id ?? null;
  return {
    logger: logger.child({
      step: node.step,
      step_id: stepId,
      node: node.id,
      label,
      category: entry?.category ?? null,
    }),
    head: logLineHead({ step: node.step, stepId: stepId ?? node.id, label }),
  };
}
