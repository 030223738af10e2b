/**
 * Loads a real `ragstep serve` over the loopback and prints what it did beside its bounds, as a Markdown table; exits
 * with 1 when a bound is not kept. The model, the clients and what it is compared with are processes of their own; the
 * log is on. Linux only, since memory is read from `/proc`. Flags: --streams, --tokens, --rate (tokens a second of each
 * stream), --seconds (of each measurement of whole answers), --only streams|chat, --profile.
 */
import { parseArgs } from "node:util";
import type { Row } from "./measure.ts";
import { runChat } from "./serve/chat.ts";
import { chatRows, streamRows } from "./serve/rows.ts";
import { runStreams } from "./serve/streams.ts";
import { machine, table } from "./table.ts";

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "1000" },
    tokens: { type: "string", default: "100" },
    rate: { type: "string", default: "2" },
    seconds: { type: "string", default: "8" },
    only: { type: "string" },
    profile: { type: "boolean", default: false },
  },
});

console.log(`${machine()}\n`);
const rows: Row[] = [];
if (values.only !== "chat") {
  const plan = {
    streams: Number(values.streams),
    tokens: Number(values.tokens),
    tokensPerSecond: Number(values.rate),
    warmUp: 100,
    profile: values.profile,
  };
  const result = await runStreams(plan);
  rows.push(...streamRows(plan, result));
  if (values.profile) console.log(`The profile is in ${result.folder}.\n`);
}
if (values.only !== "streams")
  rows.push(...chatRows(await runChat({ concurrency: [1, 16, 64], seconds: Number(values.seconds) })));
console.log(table(rows));
if (rows.some(({ kept }) => !kept)) process.exitCode = 1;
