import type { ModelCompletion, TokenUsage, ToolCall } from "./types.ts";

/** What every kind of provider turns its answer into. A failure is thrown by the iteration, as a `ProviderError`. */
export type ModelPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tool-call"; readonly call: ToolCall }
  | {
      readonly kind: "finish";
      readonly reason: ModelCompletion["finish_reason"];
      readonly usage: TokenUsage;
      /** As the provider names it. */
      readonly model?: string | undefined;
    };
