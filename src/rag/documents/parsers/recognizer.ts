import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker as Thread } from "node:worker_threads";

import type { Worker } from "tesseract.js";

import type { Clock } from "../../../definition/step.ts";
import { withTimeLimit } from "../../llm/time-limit.ts";
import type { PlacedWord } from "../types.ts";

export interface Recognized {
  readonly words: readonly PlacedWord[];
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Recognizer {
  /** Recognizes one page of Italian text in a PNG, JPEG or portable map. Rejects when the time (ms) is up or the image cannot be read. */
  recognize(
    image: Uint8Array,
    limit: { readonly ms: number; readonly clock: Clock; readonly signal: AbortSignal },
  ): Promise<Recognized>;
  close(): Promise<void>;
}

/** The time for one page is up. */
export class RecognitionTimeout extends Error {
  override readonly name = "RecognitionTimeout";
}

/** The worker ended or could not do its work. */
export class RecognitionFailed extends Error {
  override readonly name = "RecognitionFailed";
}

async function startWorker(onCrash: (error: Error) => void): Promise<Worker> {
  const { createWorker, OEM } = await import("tesseract.js");
  const packageFile = fileURLToPath(import.meta.resolve("@tesseract.js-data/ita/package.json"));
  const options = {
    langPath: join(dirname(packageFile), "4.0.0_best_int"),
    gzip: true,
    // Nothing is fetched and nothing is written next to the program.
    cacheMethod: "none",
    // Without a handler the library throws where nobody can catch it; the call itself rejects as well.
    errorHandler: () => {},
  };
  // The language data asks for a list of words that does not come with it.
  const worker = await createWorker("ita", OEM.LSTM_ONLY, options, "user_words_suffix \n");
  const thread: unknown = "worker" in worker ? worker.worker : undefined;
  if (thread instanceof Thread) {
    thread.on("error", onCrash);
    // It writes remarks of its C libraries about broken images, which the rejection says better.
    thread.stderr.unpipe();
    thread.stderr.resume();
  }
  return worker;
}

async function read(worker: Worker, image: Uint8Array): Promise<Recognized> {
  const { data } = await worker.recognize(Buffer.from(image), {}, { text: false, blocks: true });
  const lines = (data.blocks ?? [])
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines);
  const words = lines
    .flatMap((line) => line.words)
    .map(({ text, bbox }) => ({ text, x: bbox.x0, y: bbox.y0, w: bbox.x1 - bbox.x0, h: bbox.y1 - bbox.y0 }));
  return { words, confidence: Math.min(1, Math.max(0, data.confidence / 100)) };
}

/** One worker, started when the first page comes and used for all; pages are recognized one after the other. */
export function createRecognizer(): Recognizer {
  let worker: Promise<Worker> | undefined;
  let crashed: ((error: Error) => void) | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function close(): Promise<void> {
    const ending = worker;
    worker = undefined;
    await (await ending?.catch(() => undefined))?.terminate();
  }

  async function recognizeNow(image: Uint8Array): Promise<Recognized> {
    const crash = Promise.withResolvers<never>();
    crashed = (error) => crash.reject(new RecognitionFailed(error.message, { cause: error }));
    worker ??= startWorker((error) => crashed?.(error));
    try {
      return await Promise.race([read(await worker, image), crash.promise]);
    } catch (cause) {
      if (cause instanceof Error) throw cause;
      throw new RecognitionFailed(String(cause));
    }
  }

  async function inTime(
    image: Uint8Array,
    { ms, clock, signal }: { readonly ms: number; readonly clock: Clock; readonly signal: AbortSignal },
  ): Promise<Recognized> {
    signal.throwIfAborted();
    const expired = () => new RecognitionTimeout(`more than ${ms} ms`);
    try {
      return await withTimeLimit({ ms, clock, signal, expired }, (both) => {
        const aborted = Promise.withResolvers<never>();
        both.addEventListener("abort", () => aborted.reject(both.reason), { once: true });
        return Promise.race([recognizeNow(image), aborted.promise]);
      });
    } catch (error) {
      // A page cannot be stopped in its worker, only with it; the next page starts a new one.
      await close();
      throw error;
    }
  }

  return {
    recognize(image, limit) {
      const turn = queue.then(
        () => inTime(image, limit),
        () => inTime(image, limit),
      );
      queue = turn.catch(() => {});
      return turn;
    },
    close,
  };
}
