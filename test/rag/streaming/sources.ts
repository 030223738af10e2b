/** A stream of these parts; an `Error` among them is thrown. `closed` tells whether the reader was the last to leave. */
export function streamOf(...parts: readonly (string | Error)[]) {
  const state = { closed: false, read: 0 };
  async function* play(): AsyncGenerator<string, void, undefined> {
    try {
      for (const part of parts) {
        state.read++;
        if (part instanceof Error) throw part;
        yield part;
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, stream: play() };
}

/** All parts of a stream. */
export async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const parts: T[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

/** A stream whose parts a test pushes one by one. */
export function pushStream() {
  const waiting: PromiseWithResolvers<IteratorResult<string, undefined>>[] = [];
  const ready: IteratorResult<string, undefined>[] = [];
  const state = { closed: false };
  const give = (result: IteratorResult<string, undefined>) => {
    const reader = waiting.shift();
    if (reader === undefined) ready.push(result);
    else reader.resolve(result);
  };
  const iterator: AsyncIterator<string, undefined> = {
    next() {
      const result = ready.shift();
      if (result !== undefined) return Promise.resolve(result);
      const reader = Promise.withResolvers<IteratorResult<string, undefined>>();
      waiting.push(reader);
      return reader.promise;
    },
    return() {
      state.closed = true;
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  const stream: AsyncIterable<string> = { [Symbol.asyncIterator]: () => iterator };
  return {
    state,
    stream,
    push: (value: string) => give({ done: false, value }),
    end: () => give({ done: true, value: undefined }),
  };
}
