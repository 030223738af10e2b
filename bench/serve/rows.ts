import type { Row } from "../measure.ts";
import type { ChatResult, ChatResults } from "./chat.ts";
import type { StreamsPlan, StreamsResult } from "./streams.ts";

const kilobyte = 1024;

function atMost(what: string, measured: number, bound: number, unit: string): Row {
  return {
    what,
    measured: `${measured.toFixed(measured > 0 && measured < 10 ? 1 : 0)} ${unit}`,
    floor: "",
    ratio: "",
    bound: `<= ${bound} ${unit}`,
    kept: measured <= bound,
  };
}

function told(what: string, measured: string): Row {
  return { what, measured, floor: "", ratio: "", bound: "", kept: true };
}

/** What is printed of the streams, with the bounds. */
export function streamRows(plan: StreamsPlan, result: StreamsResult): readonly Row[] {
  const { streams, tokens, tokensPerSecond, warmUp } = plan;
  const { account, frames, seconds } = result;
  const all = 2 * streams + warmUp;
  const completed = account.byStatus["completed"] ?? 0;
  return [
    told(
      `${streams} streams of ${tokens} tokens, ${tokensPerSecond} tokens a second each`,
      `${frames} frames in ${seconds.toFixed(1)} s; ${(1.5 * tokens) / tokensPerSecond} s at best`,
    ),
    atMost("streams that did not end whole", streams - result.whole, 0, "streams"),
    atMost("frames lost", result.lost, 0, "frames"),
    atMost("frames out of order", result.reordered, 0, "frames"),
    told("from the model's token to the client's byte, half of all frames", `${result.p50.toFixed(1)} ms`),
    atMost("from the model's token to the client's byte, 99 of 100 frames", result.p99, 50, "ms"),
    atMost(
      "live memory of a stream, all open, after a collection",
      result.liveBytesEach / kilobyte,
      100,
      "KB",
    ),
    told(
      "resident memory of a stream at the peak, garbage included",
      `${(result.residentBytesEach / kilobyte).toFixed(0)} KB`,
    ),
    told(
      "processor time of the server, for a frame and its part of the run",
      `${result.cpuMicrosEach.toFixed(0)} µs`,
    ),
    atMost("runs that are not stored as completed", all - completed, 0, "runs"),
    atMost("runs whose log is not whole", account.runsWithOtherLines, 0, "runs"),
  ];
}

function shown({ perSecond, p50, p99 }: ChatResult): string {
  return `${perSecond.toFixed(perSecond < 100 ? 1 : 0)} a second, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}

/** What is printed of whole answers: ratios are of requests a second. */
export function chatRows({ ragstep, langgraph, fastify }: ChatResults): readonly Row[] {
  return ragstep.flatMap((own, at) => {
    const [graph, bare] = [langgraph[at], fastify[at]];
    if (graph === undefined || bare === undefined) return [];
    const wrong = own.wrong + graph.wrong + bare.wrong;
    const what = `golden answer, ${own.concurrency} ${own.concurrency === 1 ? "client" : "clients"}`;
    return [
      {
        what: `${what}, beside LangGraph.js`,
        measured: shown(own),
        floor: shown(graph),
        ratio: `${(own.perSecond / graph.perSecond).toFixed(2)} x`,
        bound: ">= 1 x, every answer right",
        kept: wrong === 0 && own.perSecond >= graph.perSecond,
      },
      {
        what: `${what}, beside bare Fastify`,
        measured: shown(own),
        floor: shown(bare),
        ratio: `${(own.perSecond / bare.perSecond).toFixed(3)} x`,
        bound: "",
        kept: true,
      },
    ];
  });
}
