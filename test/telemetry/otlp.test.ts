import { context, propagation, trace } from "@opentelemetry/api";
import { onTestFinished, expect, test } from "vitest";
import { openTelemetry } from "../../src/telemetry/open-telemetry.ts";
import {
  batchOptions,
  samplerSettings,
  serviceAttributes,
  tracesUrl,
} from "../../src/telemetry/otlp-settings.ts";
import { openCollector } from "./collector.ts";
import { memorySdk } from "./memory-sdk.ts";
import { tracedRun } from "./traced-run.ts";

/** Telemetry to a collector, for one test. */
async function telemetryTo(otlp: string, env: Readonly<Record<string, string>> = {}) {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  const telemetry = await openTelemetry({ otlp, env, version: "1.2.3", warn });
  onTestFinished(() => {
    for (const api of [trace, context, propagation]) api.disable();
  });
  return { telemetry, warnings };
}

test("spans reach a collector over HTTP, with who sends them", async () => {
  await using collector = await openCollector();
  const sdk = await telemetryTo(collector.url, {
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=a%20b",
  });
  await tracedRun(sdk, { edges: "Start -> A, Start -> B, A -> End, B -> End" });
  await sdk.telemetry.close(5000);
  const spans = collector.spans();
  const run = spans.find(({ name }) => name === "run Start");
  expect(spans.map(({ name }) => name).toSorted()).toEqual([
    "run Start",
    "step A",
    "step B",
    "step End",
    "step Start",
  ]);
  for (const { name, parentSpanId, traceId } of spans) {
    expect(parentSpanId).toBe(name.startsWith("step") ? run?.spanId : undefined);
    expect(traceId).toBe(run?.traceId);
  }
  expect(spans.find(({ name }) => name === "step End")?.links).toHaveLength(2);
  expect(collector.resources()[0]).toEqual({
    "service.name": "ragstep",
    "service.version": "1.2.3",
    "deployment.environment.name": "a b",
  });
});

test("a collector that is away does not hold up a run, nor the end, which tells what is lost", async () => {
  const { url, ...gone } = await openCollector();
  await gone[Symbol.asyncDispose]();
  const sdk = await telemetryTo(url, { OTEL_BSP_SCHEDULE_DELAY: "1" });
  for (let time = 0; time < 3; time++) {
    const { result } = await tracedRun(sdk, { edges: "Start -> A -> End" });
    expect(result.status).toBe("completed");
  }
  const before = performance.now();
  await sdk.telemetry.close(100);
  expect(performance.now() - before).toBeLessThan(2000);
  expect(sdk.warnings).toEqual(["The last spans were not sent within 100 ms and are lost."]);
});

test("a collector that refuses is told of once, not for every batch", async () => {
  await using collector = await openCollector(400);
  const sdk = await telemetryTo(collector.url, { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "2" });
  await tracedRun(sdk, { edges: "Start -> A -> B -> End" });
  await sdk.telemetry.close(5000);
  expect(sdk.warnings).toEqual([
    expect.stringContaining(
      `Spans cannot be sent to ${collector.url}/v1/traces and are dropped; runs go on.`,
    ),
  ]);
});

test("`--otlp` beside an SDK of the user's is refused, since one of the two would get nothing", async () => {
  await memorySdk();
  await expect(telemetryTo("http://localhost:4318")).rejects.toMatchObject({ code: "otlp-twice" });
});

test.each([
  ["http://localhost:4318", "http://localhost:4318/v1/traces"],
  ["http://localhost:4318/", "http://localhost:4318/v1/traces"],
  ["https://otel.example.it/in/", "https://otel.example.it/in/v1/traces"],
  ["https://otel.example.it/v1/traces?a=1", "https://otel.example.it/v1/traces?a=1"],
])("%s means %s", (given, meant) => {
  expect(tracesUrl(given)).toBe(meant);
});

test.each(["", "localhost:4318", "ftp://localhost", "grpc://localhost:4317"])(
  "%j is no address of a collector",
  (given) => {
    expect(() => tracesUrl(given)).toThrow("`--otlp` wants the address of a collector");
  },
);

test("the variables of OpenTelemetry choose what is kept, how it waits and who sends it", () => {
  expect(samplerSettings({})).toEqual({ root: "always_on", ratio: 1, parentBased: true });
  expect(
    samplerSettings({ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" }),
  ).toEqual({ root: "traceidratio", ratio: 0.1, parentBased: true });
  expect(samplerSettings({ OTEL_TRACES_SAMPLER: "always_off" })).toMatchObject({
    root: "always_off",
    parentBased: false,
  });
  expect(samplerSettings({ OTEL_TRACES_SAMPLER: "nonsense", OTEL_TRACES_SAMPLER_ARG: "x" })).toEqual(
    samplerSettings({}),
  );
  expect(batchOptions({ OTEL_BSP_MAX_QUEUE_SIZE: "10", OTEL_BSP_SCHEDULE_DELAY: "-1" })).toMatchObject({
    maxQueueSize: 10,
    scheduledDelayMillis: 1000,
  });
  expect(
    serviceAttributes(
      { OTEL_SERVICE_NAME: "chat", OTEL_RESOURCE_ATTRIBUTES: "service.name=no, a = 1 ,b=%zz,,c" },
      "1",
    ),
  ).toEqual({ "service.name": "chat", "service.version": "1", a: "1", b: "%zz" });
});

test("a ratio keeps some traces whole and leaves out others", async () => {
  await using collector = await openCollector();
  const sdk = await telemetryTo(collector.url, {
    OTEL_TRACES_SAMPLER: "traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0",
  });
  await tracedRun(sdk, { edges: "Start -> End" });
  await sdk.telemetry.close(5000);
  expect(collector.spans()).toEqual([]);
});
