/** Whether a text ends inside of something that must stay whole: a surrogate pair, or a CR whose LF may follow. */
function endsOpen(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last === 0x0d || (last >= 0xd800 && last <= 0xdbff);
}

/** Whether a cut at this place splits a surrogate pair or a CR LF. */
function splits(text: string, at: number): boolean {
  if (!endsOpen(text.slice(at - 1, at))) return false;
  const next = text.charCodeAt(at);
  return text.charCodeAt(at - 1) === 0x0d ? next === 0x0a : next >= 0xdc00 && next <= 0xdfff;
}

/** The place to cut a text that starts at `start`, after at most `size` UTF-16 units, or two where one would split a pair. */
function cutAfter(text: string, start: number, size: number): number {
  const end = start + size;
  if (end >= text.length) return text.length;
  if (!splits(text, end)) return end;
  return size > 1 ? end - 1 : end + 1;
}

/**
 * Cuts a text that is still coming into chunks of at most `size` UTF-16 units. Nothing is lost or trimmed, no code point
 * and no CR LF is split (which takes a chunk of two where `size` is 1), and nothing waits for more than its other half.
 * Ending the iteration early ends the source.
 */
export async function* chunkText(
  parts: AsyncIterable<string>,
  size: number,
): AsyncGenerator<string, void, undefined> {
  let held = "";
  for await (const part of parts) {
    const text = held + part;
    const whole = endsOpen(text) ? text.length - 1 : text.length;
    held = text.slice(whole);
    for (let start = 0; start < whole;) {
      const end = Math.min(cutAfter(text, start, size), whole);
      yield text.slice(start, end);
      start = end;
    }
  }
  if (held !== "") yield held;
}
