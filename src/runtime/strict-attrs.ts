import { didYouMean } from "../diagnostics/nearest.ts";
import { StepContractError } from "./errors.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { Plan } from "./plan.ts";

/** Strict mode: only declared attributes may be logged, and no personal data under any name of a key. */
export function checkAttrs(context: HandlerContext, attrs: Readonly<Record<string, unknown>>): void {
  const { node, execution } = context;
  const declared = node.definition?.attrs ?? [];
  for (const name of Object.keys(attrs)) {
    if (execution.plan.keys.get(name)?.flags.pii === true) {
      throw context.breached(
        new StepContractError(
          "attr-personal",
          `Step \`${node.id}\` logged \`${name}\`, which is personal data and may never be in a log.`,
          { node: node.id, hint: "log a count or a yes/no about it under another name" },
        ),
      );
    }
    if (!declared.includes(name)) {
      throw context.breached(
        new StepContractError(
          "attr-undeclared",
          `Step \`${node.id}\` logged \`${name}\`, which is not among its \`attrs\`.${didYouMean(name, declared)}`,
          {
            node: node.id,
            hint: `attrs: [${[...declared, name].map((attr) => JSON.stringify(attr)).join(", ")}]`,
          },
        ),
      );
    }
  }
}

const checked = new WeakSet<Plan>();

/** Strict mode: no step declares personal data as an attribute. Throws for the first that does. */
export function checkPersonalAttrs(plan: Plan): void {
  if (checked.has(plan)) return;
  for (const { id, definition } of plan.nodes) {
    const personal = definition?.attrs.find((name) => plan.keys.get(name)?.flags.pii === true);
    if (personal !== undefined) {
      throw new StepContractError(
        "attr-personal",
        `Step \`${id}\` lists \`${personal}\` in its \`attrs\`, which is personal data and may never be in a log.`,
        { node: id, hint: "log a count or a yes/no about it under another name" },
      );
    }
  }
  checked.add(plan);
}
