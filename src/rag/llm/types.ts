/** A message of a conversation, as every provider understands it. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string;
  /** Of an assistant message that asks for tools. */
  readonly tool_calls?: readonly ToolCall[] | undefined;
  /** Of a tool message: the call it answers. */
  readonly tool_call_id?: string | undefined;
  /** Of a tool message: the tool's name. */
  readonly name?: string | undefined;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A tool the model may ask for; `parameters` is a JSON Schema object. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The arguments for a question that is plainly the tool's own, for a model that does not choose by itself; else undefined. */
  readonly recognize?: ((question: string) => Readonly<Record<string, unknown>> | undefined) | undefined;
}

/** Where in a document that came with the question a passage stands. */
export interface PassagePlace {
  /** SHA-256 (hex) of the document's bytes. */
  readonly document: string;
  /** From 1. */
  readonly page: number;
  /** UTF-16 offsets in the text of the page, the end not included; null for a value that was worked out. */
  readonly span: { readonly start: number; readonly end: number } | null;
}

/** A passage the answer may rest on; the extractive model answers from these alone. */
export interface Passage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly score: number;
  /** Of a passage that was read from an attachment. */
  readonly place?: PassagePlace | undefined;
  /** True of an answer in itself, such as a calculation: to be repeated whole, not sentence by sentence. */
  readonly complete?: boolean | undefined;
}

export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolSpec[] | undefined;
  /** The tool of `tools` that the model must ask for. */
  readonly required_tool?: string | undefined;
  readonly temperature: number;
  readonly max_output_tokens?: number | undefined;
  readonly passages?: readonly Passage[] | undefined;
  /** Aborting it stops the call, also after the first token. */
  readonly signal: AbortSignal;
}

export interface TokenUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
}

/** What is known once the model has said everything. */
export interface ModelCompletion {
  readonly text: string;
  readonly tool_calls: readonly ToolCall[];
  readonly usage: TokenUsage;
  readonly finish_reason: "stop" | "length" | "tool-calls" | "content-filter" | "other";
  /** The model as the provider names it, when it does: it may be more exact than what was asked for. */
  readonly model?: string | undefined;
}

/**
 * An answer that has begun: the first part has arrived, so a failure from now on is a failure inside the answer.
 * `kind` tells what the model began with; tool calls are complete before the answer is handed out.
 */
export interface ModelAnswer {
  readonly kind: "text" | "tool-calls";
  readonly tool_calls: readonly ToolCall[];
  /** The text as it comes, nothing lost or trimmed; can be iterated once. Ending the iteration early stops the call. */
  readonly text: AsyncIterable<string>;
  /** Settles when the text has been consumed or the call ended; rejects with a `ProviderError` when it broke off. Never an unhandled rejection. */
  readonly completion: Promise<ModelCompletion>;
  /** What was said, when it is known already: the answer was collected before it was handed out. */
  readonly whole?: ModelCompletion | undefined;
  /** Stops the call at once, also while a part of the text is awaited. Absent when there is nothing to stop. */
  readonly stop?: ((reason: Error) => void) | undefined;
}

/** One service that runs models. */
export interface Provider {
  readonly name: string;
  /** Resolves at the first part of the answer; rejects with a `ProviderError` before it. */
  call(request: ModelRequest): Promise<ModelAnswer>;
}

/** A model of a provider, with what routing needs to know. Prices are EUR for a million tokens. */
export interface ModelOffer {
  readonly provider: string;
  readonly model: string;
  readonly input_price: number;
  readonly output_price: number;
  /** 0 to 1. */
  readonly quality: number;
  /** Smaller comes first. */
  readonly priority: number;
  /** Where the data is processed, such as `EU` or `local`. */
  readonly region: string;
}

export type RoutingStrategy = "COST_OPTIMIZED" | "QUALITY_FIRST" | "BALANCED" | "FAILOVER";

/** What is asked of the router. Money in EUR for the whole request. */
export interface RoutingRequest {
  readonly strategy: RoutingStrategy;
  readonly messages: readonly ChatMessage[];
  readonly max_cost_eur?: number | undefined;
  readonly preferred_provider?: string | undefined;
  /** Offers not to choose, as `provider/model`. */
  readonly exclude?: readonly string[] | undefined;
  /** Only offers that process data in one of these regions. */
  readonly regions?: readonly string[] | undefined;
}

export interface CostEstimate {
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** EUR. */
  readonly cost: number;
}

/** Providers and the choice among them. */
export interface ModelService {
  readonly offers: readonly ModelOffer[];
  /** The best offer for the strategy, or null when none fits. */
  select(request: RoutingRequest): ModelOffer | null;
  estimate(offer: ModelOffer, messages: readonly ChatMessage[]): CostEstimate;
  /** EUR for what was really used. */
  cost(offer: ModelOffer, usage: TokenUsage): number;
  /** Throws a `ProviderError` when the provider is unknown or the call fails before its first part. */
  call(offer: ModelOffer, request: Omit<ModelRequest, "model">): Promise<ModelAnswer>;
}
