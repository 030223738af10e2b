import type { RetryPolicy } from "../../registry/entry.ts";
import { currentEntries, entryPlace } from "../entry-place.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "timeout-below-retries",
  severity: "error",
  title: "A timeout below the sum of the waits between retries",
} as const;
const report = reporterFor(about);

/** Milliseconds that all attempts wait for each other at most: `backoff_ms * factor^(n-1)`, plus the jitter. */
function longestWait({ attempts, backoff_ms, factor, jitter }: RetryPolicy): number {
  const waits = attempts - 1;
  // The sum of a geometric series, so that a million attempts cost no more than three.
  const sum = factor === 1 ? waits : (factor ** waits - 1) / (factor - 1);
  return Math.round(backoff_ms * sum * (1 + jitter));
}

export default rule({
  ...about,
  needs: ["registry"],
  check: ({ registry }) =>
    registry === null
      ? []
      : currentEntries(registry).flatMap((entry) => {
          const { retry, timeout_ms } = entry;
          if (retry === undefined || timeout_ms === undefined) return [];
          const wait = longestWait(retry);
          if (wait <= timeout_ms) return [];
          return [
            report(
              entryPlace(registry, entry, "timeout_ms"),
              `Step ${entry.step} \`${entry.node_id}\` may wait ${wait} ms between its attempts, but its \`timeout_ms\` is ${timeout_ms}; a time of at least the waits is expected.`,
              {
                hint: `timeout_ms: ${wait}`,
                related: [{ ...entryPlace(registry, entry, "retry"), message: "the retries" }],
              },
            ),
          ];
        }),
});
