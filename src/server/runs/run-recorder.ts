import type { StateDefinition } from "../../definition/state.ts";
import type { Clock } from "../../definition/step.ts";
import type { RunEvent } from "../../runtime/events.ts";
import type { JournalRecord } from "../../runtime/journal.ts";
import type { ClearRuns } from "./clear-runs.ts";
import { clearText, secretsOf } from "./clear-text.ts";
import { maskedEvent, maskedPatch } from "./masking.ts";
import type { RunStore } from "./run-store.ts";

/** Takes down what happens in one run. */
export interface RunRecorder {
  /** The head of the response went out. */
  head(headers: Readonly<Record<string, string>>): void;
  frame(chunk: Uint8Array): void;
  state(record: Pick<JournalRecord, "node" | "visit" | "patch" | "time">): void;
  event(event: RunEvent): void;
}

/** What a recorder writes to, and what it masks by. */
export interface RecorderParts {
  readonly runs: RunStore;
  readonly clear: ClearRuns;
  readonly clock: Clock;
  readonly definition: StateDefinition;
  /** Of the request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything goes to the store masked; what the mask hides is held in memory for a while, where this run is held. */
export function runRecorder(run_id: string, parts: RecorderParts): RunRecorder {
  const { runs, clear, clock, definition } = parts;
  const hold = (n: number, text: string | null): void => {
    if (text !== null) clear.hold(run_id, n, text);
  };
  const secrets = secretsOf(parts.headers);
  const decoder = new TextDecoder();
  let readable = true;
  return {
    head(headers) {
      readable = !Object.entries(headers).some(
        ([name, value]) => name.toLowerCase() === "content-encoding" && value !== "identity",
      );
    },
    frame(chunk) {
      const n = runs.append(run_id, [{ type: "frame", run_id, time: clock.now(), bytes: chunk.byteLength }]);
      if (readable && clear.holds(run_id)) hold(n, JSON.stringify(decoder.decode(chunk, { stream: true })));
    },
    state({ node, visit, patch, time }) {
      const masked = maskedPatch(definition, patch);
      const n = runs.append(run_id, [{ type: "state", run_id, time, node, visit, patch: masked }]);
      if (!clear.holds(run_id)) return;
      const hidden = Object.entries(masked).flatMap(([name, { kind }]) => {
        const text = kind === "masked" ? clearText(patch[name], secrets) : null;
        return text === null ? [] : [`${JSON.stringify(name)}:${text}`];
      });
      if (hidden.length > 0) hold(n, `{${hidden.join(",")}}`);
    },
    event(event) {
      const n = runs.append(run_id, [maskedEvent(event)]);
      if (event.type === "emitted" && clear.holds(run_id)) hold(n, clearText(event.data, secrets));
    },
  };
}
