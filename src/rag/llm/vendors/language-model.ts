import type { OpenAIProvider } from "@ai-sdk/openai";

/** A model of any vendor, as the AI SDK's packages for vendors make it. */
export type LanguageModel = ReturnType<OpenAIProvider["languageModel"]>;

/** Makes the model of a name; loads the provider's package when first called. */
export type LoadLanguageModel = (model: string) => Promise<LanguageModel>;
