import { step } from "../ragstep.gen.ts";

/** Where every answer arrives, also one that is an error. */
export default step("End", {
  reads: ["status_code"],
  optional: {
    streaming_requested: "was answered in one piece",
    client_connected: "was answered in one piece",
  },
  attrs: ["response_delivered", "final_step", "status_code", "response_type"],
  pure: true,
  run({ state, log }) {
    log({
      response_delivered: state.client_connected ?? true,
      final_step: true,
      response_type: state.streaming_requested === true ? "stream" : "json",
    });
  },
});
