import { parseAll, readOptions } from "#rag/documents/parsers/parse-all.ts";

import { step } from "../ragstep.gen.ts";

/** Reads contracts: parties, kind, agreement, dates, trial period and pay, each with its place. */
export default step("ContractParser", {
  reads: ["classified_docs", "sanitized_docs"],
  writes: ["parsed_docs"],
  attrs: ["parsing_completed", "document_count", "field_count", "error_count", "warning_count"],
  async run({ state, services, signal, clock, log }) {
    const { documentParsers, settings } = services;
    const options = readOptions(settings.documents, { signal, clock });
    const { parsed, summary } = await parseAll(
      state.sanitized_docs,
      state.classified_docs,
      "Contratto",
      (file) => documentParsers.parseContract(file, options),
    );
    log({ ...summary });
    return { parsed_docs: parsed };
  },
});
