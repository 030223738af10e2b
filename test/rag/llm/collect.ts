/** Reads a stream to its end, or to its failure. */
export async function collect(
  parts: AsyncIterable<string>,
): Promise<{ readonly parts: string[]; readonly error: unknown }> {
  const read: string[] = [];
  try {
    for await (const part of parts) read.push(part);
  } catch (error) {
    return { parts: read, error };
  }
  return { parts: read, error: undefined };
}

/** What a promise was rejected with. Throws when it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ error: undefined }),
    (error: unknown) => ({ error }),
  );
  if (outcome.error === undefined) throw new Error("The promise was not rejected.");
  return outcome.error;
}
