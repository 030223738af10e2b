/** An event of a stream as it was sent. */
export interface Sent {
  readonly id: number;
  readonly type: string;
  readonly data: unknown;
}

/** The numbered events of a stream; comments are left out. */
export function eventsOf(text: string): readonly Sent[] {
  return text
    .split("\n\n")
    .filter((frame) => frame.startsWith("id: "))
    .map((frame) => {
      const [id, type, data] = frame.split("\n").map((line) => line.slice(line.indexOf(":") + 2));
      return { id: Number(id), type: type ?? "", data: JSON.parse(data ?? "null") };
    });
}
