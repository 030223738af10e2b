/** One server-sent event. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
}

function eventOf(frame: string): SseEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of frame.split("\n")) {
    const [, name, value] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === "event") event = value ?? "";
    if (name === "data") data.push(value ?? "");
  }
  return data.length === 0 ? null : { event, data: data.join("\n") };
}

/** Reads the bytes of an event stream as they come; comments are left out. Each call gives the events that it completed. */
export function sseReader(): (bytes: Uint8Array) => readonly SseEvent[] {
  const decoder = new TextDecoder();
  let held = "";
  return (bytes) => {
    held += decoder.decode(bytes, { stream: true });
    const frames = held.split("\n\n");
    held = frames.pop() ?? "";
    return frames.map(eventOf).filter((event) => event !== null);
  };
}
