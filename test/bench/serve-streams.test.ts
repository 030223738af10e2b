import { expect, test } from "vitest";
import { runStreams } from "../../bench/serve/streams.ts";

// What it measures in time and memory is left to the benchmark: a shared machine proves neither.
test("twenty streams on a real server lose no token, keep the order, and leave a whole account", async () => {
  // Opened twice, the second time for the memory.
  const result = await runStreams({ streams: 20, tokens: 10, tokensPerSecond: 20, warmUp: 2 });
  expect(result).toMatchObject({ whole: 20, frames: 200, lost: 0, reordered: 0, problem: null });
  expect(result.account).toMatchObject({ runs: 42, byStatus: { completed: 42 }, runsWithOtherLines: 0 });
}, 120_000);
