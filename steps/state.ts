import { defineState, engineKeys } from "#ragstep";

import { answerKeys } from "./state/answer.ts";
import { documentsKeys } from "./state/documents.ts";
import { feedbackKeys } from "./state/feedback.ts";
import { knowledgeKeys } from "./state/knowledge.ts";
import { requestKeys } from "./state/request.ts";

export type { StreamConfiguration } from "./state/answer.ts";
export type { ChatBody } from "./state/request.ts";

/** Every key a run of the chat graph may hold. */
export const state = defineState({
  ...engineKeys,
  ...requestKeys,
  ...documentsKeys,
  ...knowledgeKeys,
  ...answerKeys,
  ...feedbackKeys,
});
