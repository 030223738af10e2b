import type { Writable } from "node:stream";

/** Writes to a stream and resolves when it is ready for more. Rejects once the stream is broken. */
export async function writeBytes(stream: Writable, bytes: Uint8Array): Promise<void> {
  if (stream.errored) throw stream.errored;
  if (stream.write(bytes)) return;
  await new Promise<void>((resolve, reject) => {
    const ready = (): void => {
      stream.off("error", broken);
      resolve();
    };
    const broken = (error: Error): void => {
      stream.off("drain", ready);
      reject(error);
    };
    stream.once("drain", ready);
    stream.once("error", broken);
  });
}
