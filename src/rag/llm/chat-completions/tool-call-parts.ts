import { randomUUID } from "node:crypto";
import { argumentsOf } from "../tool-arguments.ts";
import type { ToolCall } from "../types.ts";
import type { ToolCallDelta } from "./chunk.ts";

interface Begun {
  readonly index: number | undefined;
  readonly id: string;
  name: string;
  arguments: string;
}

/**
 * The tool calls of an answer, put together from their parts. Parts belong together by their index; where a server numbers none,
 * a part with an id or a name begins the next call, and one without goes on with the last.
 */
export class ToolCallParts {
  readonly #begun: Begun[] = [];

  #callOf({ index, id, function: said }: ToolCallDelta): Begun {
    const isNext = Boolean(id) || Boolean(said?.name);
    const known =
      typeof index === "number"
        ? this.#begun.findLast((call) => call.index === index)
        : isNext
          ? this.#begun.find((call) => call.id === id)
          : this.#begun.at(-1);
    // Some servers give every call the same index.
    const isAnother = Boolean(id) && Boolean(said?.name) && known?.id !== id;
    if (known !== undefined && !isAnother) return known;
    // Some servers name no id; the call and its result are found by one.
    const call: Begun = {
      index: index ?? undefined,
      id: id || `call_${randomUUID()}`,
      name: "",
      arguments: "",
    };
    this.#begun.push(call);
    return call;
  }

  add(delta: ToolCallDelta): void {
    const call = this.#callOf(delta);
    if (call.name === "") call.name = delta.function?.name ?? "";
    call.arguments += delta.function?.arguments ?? "";
  }

  /** What has been called, in its order. */
  calls(): readonly ToolCall[] {
    return this.#begun.map(({ id, name, arguments: text }) => ({ id, name, arguments: argumentsOf(text) }));
  }
}
