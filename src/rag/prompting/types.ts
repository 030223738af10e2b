import type { Action, Domain } from "../classify/types.ts";

export interface PromptService {
  /** The general Italian instruction, with the context appended when there is one. */
  systemPrompt(options: { readonly context?: string | undefined }): string;
  /** The instruction for one field and one kind of request. */
  domainPrompt(options: {
    readonly domain: Domain;
    readonly action: Action;
    readonly context?: string | undefined;
  }): string;
}
