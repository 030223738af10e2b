import { createAuthService } from "#rag/auth/create-auth-service.ts";
import { createClassifier } from "#rag/classify/create-classifier.ts";
import { createContextService } from "#rag/context/create-context-service.ts";
import { createFactService } from "#rag/facts/create-fact-service.ts";
import type { ModelService } from "#rag/llm/types.ts";
import { createPiiService } from "#rag/pii/create-pii-service.ts";
import { createPromptService } from "#rag/prompting/create-prompt-service.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { oneModel, saying } from "./models.ts";
import { settings } from "./settings.ts";

/** Every service as it is in a run; only the models are a test's own. */
export function services(change: { readonly settings?: unknown; readonly models?: ModelService } = {}) {
  const own = settings(change.settings);
  return {
    settings: own,
    auth: createAuthService({ settings: own, clock: createFakeClock() }),
    pii: createPiiService(),
    facts: createFactService(),
    classifier: createClassifier(),
    context: createContextService(),
    prompts: createPromptService(),
    models: change.models ?? oneModel(saying("")),
  };
}
