import { lastUserQuery, queryComplexity } from "#rag/query/user-query.ts";

import { step } from "../ragstep.gen.ts";

/** Takes the question out of the conversation: the last thing the user said. */
export default step("ExtractQuery", {
  reads: ["messages"],
  writes: ["user_query", "query_complexity"],
  attrs: [
    "extraction_successful",
    "user_message_found",
    "user_message_count",
    "query_length",
    "query_complexity",
  ],
  pure: true,
  run({ state, log }) {
    const user_query = lastUserQuery(state.messages);
    log({
      extraction_successful: true,
      user_message_found: user_query !== "",
      user_message_count: state.messages.filter(({ role }) => role === "user").length,
      query_length: user_query.length,
    });
    return { user_query, query_complexity: queryComplexity(user_query) };
  },
});
