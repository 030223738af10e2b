import { step } from "../ragstep.gen.ts";

const ttlHours = 1;

/** Keeps the feedback at hand for an hour, and takes answers that an expert calls wrong out of the cache. */
export default step("CacheFeedback", {
  reads: ["expert_feedback", "feedback_created"],
  attrs: [
    "feedback_cached",
    "cache_key",
    "feedback_type",
    "feedback_category",
    "ttl_hours",
    "answers_dropped",
  ],
  async run({ state, stores, services, log }) {
    const { expert_feedback: feedback, feedback_created } = state;
    const { feedback_id, run_id, expert_id, verdict, category, trust_score, query_signature } = feedback;
    const cache = stores.ResponseCache;
    const key = `expert_feedback:${run_id}:${expert_id}`;
    // What was said before is cached before; saying it again does not prolong it.
    const use = services.settings.cache.enabled && feedback_created;
    const cached =
      use &&
      (await cache.putFeedback(
        key,
        { feedback_id, expert_id, verdict, category, trust_score },
        ttlHours * 3600,
      ));
    const wrong = use && verdict === "wrong" && query_signature !== null;
    log({
      feedback_cached: cached,
      cache_key: key,
      feedback_type: verdict,
      feedback_category: category,
      ttl_hours: ttlHours,
      answers_dropped: wrong ? await cache.invalidate({ signature: query_signature }) : 0,
    });
  },
});
