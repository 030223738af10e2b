import { didYouMean } from "../diagnostics/nearest.ts";
import type { StateRecord } from "./branch.ts";
import { StepContractError } from "./errors.ts";
import type { HandlerContext } from "./handler-context.ts";

// Asked by the language itself when an object is printed, awaited or compared; never meant as a key.
const askedByLanguage: ReadonlySet<string> = new Set([
  "toJSON",
  "then",
  "constructor",
  "toString",
  "valueOf",
]);

/** The state as strict mode shows it to one handler: declared keys only, and nothing can be changed. */
export function strictView(context: HandlerContext): StateRecord {
  return new Proxy(context.branchState, new StrictState(context));
}

class StrictState implements ProxyHandler<StateRecord> {
  private readonly context: HandlerContext;

  constructor(context: HandlerContext) {
    this.context = context;
  }

  get(state: StateRecord, name: string | symbol): unknown {
    if (typeof name === "symbol") return undefined;
    if (!this.declares(name)) {
      if (askedByLanguage.has(name)) return undefined;
      throw this.undeclared(name);
    }
    const value = state[name];
    if (value === undefined && this.requires(name)) throw this.absent(name);
    return value;
  }

  has(state: StateRecord, name: string | symbol): boolean {
    if (typeof name === "symbol") return false;
    if (!this.declares(name)) throw this.undeclared(name);
    return name in state;
  }

  ownKeys(state: StateRecord): string[] {
    return Object.keys(state).filter((name) => this.declares(name));
  }

  getOwnPropertyDescriptor(state: StateRecord, name: string | symbol): PropertyDescriptor | undefined {
    if (typeof name === "symbol" || !this.declares(name)) return undefined;
    return Reflect.getOwnPropertyDescriptor(state, name);
  }

  set(_state: StateRecord, name: string | symbol): boolean {
    throw this.mutated(name);
  }

  defineProperty(_state: StateRecord, name: string | symbol): boolean {
    throw this.mutated(name);
  }

  deleteProperty(_state: StateRecord, name: string | symbol): boolean {
    throw this.mutated(name);
  }

  private requires(name: string): boolean {
    return this.context.node.definition?.reads.includes(name) === true;
  }

  private declares(name: string): boolean {
    const { definition } = this.context.node;
    return (
      definition !== null && (definition.reads.includes(name) || Object.hasOwn(definition.optional, name))
    );
  }

  private undeclared(name: string): StepContractError {
    const { node, execution } = this.context;
    const { keys } = execution.plan;
    const known = keys.has(name)
      ? "which it does not declare to read."
      : `which it does not declare and no state key is called.${didYouMean(name, keys.keys())}`;
    return this.context.breached(
      new StepContractError("read-undeclared", `Step \`${node.id}\` read \`${name}\`, ${known}`, {
        node: node.id,
        hint: `reads: [${[...(node.definition?.reads ?? []), name].map((key) => JSON.stringify(key)).join(", ")}]`,
      }),
    );
  }

  private absent(name: string): StepContractError {
    const { node } = this.context;
    return this.context.breached(
      new StepContractError(
        "read-absent",
        `Step \`${node.id}\` read \`${name}\`, which it requires and no step before it wrote.`,
        { node: node.id, hint: `optional: { ${name}: "what the step does without it" }` },
      ),
    );
  }

  private mutated(name: string | symbol): StepContractError {
    const { node } = this.context;
    return this.context.breached(
      new StepContractError(
        "state-mutated",
        `Step \`${node.id}\` set \`${String(name)}\` on the state, which handlers may only read.`,
        { node: node.id, hint: `return { ${String(name)}: … }` },
      ),
    );
  }
}
