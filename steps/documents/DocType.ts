import { step } from "../ragstep.gen.ts";

/** Goes to the parser of every type that is among the documents, to several at once when there are several. */
export default step("DocType", {
  reads: ["classified_docs"],
  attrs: ["routing_completed", "document_count", "document_type", "decision"],
  outcomes: ["Fattura XML", "F24", "Contratto", "Busta paga", "Other"],
  pure: true,
  run({ state, log }) {
    const types = [...new Set(state.classified_docs.map(({ type }) => type))];
    log({
      routing_completed: types.length > 0,
      document_count: state.classified_docs.length,
      document_type: types,
      decision: types.length > 1 ? "parallel" : "single",
    });
    return types;
  },
});
