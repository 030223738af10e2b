/** Where every copy of `@opentelemetry/api` 1.x in a process finds what was registered. */
const place = Symbol.for("opentelemetry.js.api.1");

function registered(): object | null {
  const found: unknown = Reflect.get(globalThis, place);
  return typeof found === "object" && found !== null ? found : null;
}

/** Whether this process has an OpenTelemetry SDK for traces. Asked without loading the API, which costs 20 ms. */
export function hasTracerProvider(): boolean {
  const api = registered();
  return api !== null && Reflect.get(api, "trace") !== undefined;
}

/** Whether this is the provider that was registered: an API that is newer than the SDK's does not give it out. */
export function isRegistered(provider: unknown): boolean {
  const api = registered();
  return api !== null && Reflect.get(api, "trace") === provider;
}

/** The version of `@opentelemetry/api` that the SDK was registered through. */
export function registeredVersion(): string {
  const api = registered();
  return api === null ? "unknown" : String(Reflect.get(api, "version"));
}
