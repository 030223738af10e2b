import type { SpanAttributes } from "../../definition/tracing.ts";

/** Who is called, as spans name it. */
export function serverOf(address: string): SpanAttributes {
  if (!URL.canParse(address)) return {};
  const { hostname, port, protocol } = new URL(address);
  const usual = protocol === "https:" ? 443 : 80;
  return { "server.address": hostname, "server.port": port === "" ? usual : Number(port) };
}
