import { parserVersion } from "#rag/cache/answer-key.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Asks each store for the version of its content. An epoch that cannot be had becomes one of its own: nothing cached is
 * taken for current then, and the request goes on without the cache.
 */
export default step("ResolveEpochs", {
  writes: ["epochs"],
  attrs: ["kb_epoch", "golden_epoch", "ccnl_epoch", "parser_version", "epochs_resolved"],
  async run({ stores, ids, log, signal }) {
    const resolved: string[] = ["parser_version"];
    const epochOf = async (name: string, store: { epoch(): Promise<string> }) => {
      const { value } = await tolerate(() => store.epoch(), null, signal);
      if (value === null) return ids.next("unknown_epoch");
      resolved.push(name);
      return value;
    };
    const [kb_epoch, golden_epoch, ccnl_epoch] = await Promise.all([
      epochOf("kb_epoch", stores.KnowledgeStore),
      epochOf("golden_epoch", stores.GoldenSetDB),
      epochOf("ccnl_epoch", stores.CCNLDatabase),
    ]);
    const epochs = { kb_epoch, golden_epoch, ccnl_epoch, parser_version: parserVersion };
    log({ ...epochs, epochs_resolved: resolved.toSorted() });
    return { epochs };
  },
});
