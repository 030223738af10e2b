import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  trace,
} from "@opentelemetry/api";
import { expect, test } from "vitest";
import { w3cPropagator } from "../../src/telemetry/w3c-propagator.ts";
import { memorySdk } from "./memory-sdk.ts";
import { tracedRun } from "./traced-run.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";
const sampled = `00-${traceId}-${spanId}-01`;

test("a run goes on with the trace that its request names", async () => {
  const sdk = await memorySdk();
  await tracedRun(
    sdk,
    { edges: "Start -> End" },
    { headers: { traceparent: sampled, tracestate: "vendor=x" } },
  );
  const span = sdk.span("run Start");
  expect(span.parentSpanContext).toMatchObject({ traceId, spanId, isRemote: true });
  expect(span.spanContext().traceId).toBe(traceId);
  expect(span.spanContext().traceState?.get("vendor")).toBe("x");
});

test("a caller that does not sample is heard", async () => {
  const sdk = await memorySdk();
  const { lines } = await tracedRun(
    sdk,
    { edges: "Start -> End" },
    { headers: { traceparent: `00-${traceId}-${spanId}-00` } },
  );
  expect(sdk.spans()).toEqual([]);
  expect(lines[0]?.["trace_id"]).toBe(traceId);
});

test.each([
  "",
  "nonsense",
  `00-${"0".repeat(32)}-${spanId}-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `ff-${traceId}-${spanId}-01`,
  `00-${traceId}-${spanId}-01-more`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `00-${traceId}-${spanId}-1`,
  `${sampled}, ${sampled}`,
  `00-${traceId}-${spanId}-01\u0000`,
])("what is no traceparent, as %j, begins a trace of its own", async (traceparent) => {
  const sdk = await memorySdk();
  await tracedRun(sdk, { edges: "Start -> End" }, { headers: { traceparent, tracestate: "=,;\u0000" } });
  const span = sdk.span("run Start");
  expect(span.parentSpanContext).toBeUndefined();
  expect(span.spanContext().traceId).not.toBe(traceId);
});

test("a version to come may say more", () => {
  const carrier = { traceparent: `cc-${traceId}-${spanId}-01-what-else` };
  const found = w3cPropagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
  expect(trace.getSpanContext(found)).toMatchObject({ traceId, spanId, traceFlags: 1 });
});

test("what goes out is what came in, for another span", () => {
  const carrier = { traceparent: sampled, tracestate: "a=1,b=2" };
  const inside = w3cPropagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
  const out: Record<string, string> = {};
  w3cPropagator.inject(inside, out, defaultTextMapSetter);
  expect(out).toEqual(carrier);
  const nothing = {};
  w3cPropagator.inject(ROOT_CONTEXT, nothing, defaultTextMapSetter);
  expect(nothing).toEqual({});
});

test("a propagator that the user's SDK brings is left alone", async () => {
  const own = { ...w3cPropagator, fields: () => ["b3"] };
  propagation.setGlobalPropagator(own);
  await memorySdk();
  expect(propagation.fields()).toEqual(["b3"]);
});

test("contexts follow awaits, and functions that are bound to one", async () => {
  await memorySdk();
  const inside = ROOT_CONTEXT.setValue(Symbol("here"), true);
  const bound = context.bind(inside, () => context.active());
  expect(
    await context.with(inside, async () => {
      await Promise.resolve();
      return context.active();
    }),
  ).toBe(inside);
  expect(bound()).toBe(inside);
  expect(context.active()).toBe(ROOT_CONTEXT);
});
