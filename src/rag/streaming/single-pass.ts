import { RagstepError } from "../../diagnostics/errors.ts";

/** A stream was read a second time: the client would get the answer twice. */
export class StreamReadTwiceError extends RagstepError {
  constructor() {
    super("stream-read-twice", "The answer's stream was read a second time; it can be read once.");
  }
}

/** The same stream for one reader. A second reader gets a `StreamReadTwiceError`; the first one's early end ends the source. */
export function singlePass<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  let taken = false;
  return {
    [Symbol.asyncIterator]() {
      if (taken) throw new StreamReadTwiceError();
      taken = true;
      return source[Symbol.asyncIterator]();
    },
  };
}
