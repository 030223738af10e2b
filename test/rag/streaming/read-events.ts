/** An event as a browser hands it out. */
export interface ReadEvent {
  readonly event: string;
  readonly data: string;
  /** The last id seen. */
  readonly id: string;
}

/** What an event stream says, read by the rules of the HTML standard, section 9.2.6: slow and obvious. */
export function readEvents(text: string): {
  readonly events: readonly ReadEvent[];
  readonly retry: number | undefined;
} {
  const events: ReadEvent[] = [];
  let data: string[] = [];
  let event = "";
  let id = "";
  let retry: number | undefined;
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  // What follows the last line end is an event that has not come to its end, and is dropped.
  for (const line of lines.slice(0, -1)) {
    if (line === "") {
      if (data.length > 0)
        events.push({ event: event === "" ? "message" : event, data: data.join("\n"), id });
      data = [];
      event = "";
      continue;
    }
    if (line.startsWith(":")) continue;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^[0-9]+$/.test(value)) retry = Number(value);
  }
  return { events, retry };
}
