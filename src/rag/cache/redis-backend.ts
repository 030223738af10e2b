import type { Keyv } from "keyv";
import { z } from "zod";
import type { Clock } from "../../definition/step.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import { isAbout, type CacheBackend } from "./backend.ts";

export interface RedisBackendOptions {
  /** `redis://host:port`. */
  readonly url: string;
  readonly clock: Clock;
  /** How long a command may take, in milliseconds. 500 when absent. */
  readonly timeoutMs?: number;
  /** How long Redis is left alone after a failure, in milliseconds. 5000 when absent. */
  readonly pauseMs?: number;
}

const entrySchema = z.object({
  value: z.string(),
  golden_id: z.string().optional(),
  signature: z.string().optional(),
});

async function connect(url: string, timeoutMs: number): Promise<Keyv> {
  // Loaded here, so that who has no Redis never pays for its client.
  const [{ Keyv }, { default: KeyvRedis }] = await Promise.all([import("keyv"), import("@keyv/redis")]);
  const store = new KeyvRedis(
    { url, disableOfflineQueue: true, socket: { reconnectStrategy: false, connectTimeout: timeoutMs } },
    { throwOnErrors: true, connectionTimeout: timeoutMs },
  );
  const keyv = new Keyv({ store, namespace: "ragstep", useKeyPrefix: false, throwOnErrors: true });
  // Every failure is thrown to the caller as well; without a listener Node would end the process for it.
  keyv.on("error", () => {});
  return keyv;
}

/**
 * The cache in Redis. Each operation throws when Redis cannot be reached in time; after that it is left alone for a while, so
 * that a Redis that is down costs a request next to nothing. The address may hold a password and is in no message.
 */
export function createRedisBackend(options: RedisBackendOptions): CacheBackend {
  const timeoutMs = options.timeoutMs ?? 500;
  let connection: Promise<Keyv> | undefined;
  let pausedUntil = 0;

  const ask = async <T>(work: (keyv: Keyv) => Promise<T>): Promise<T> => {
    if (options.clock.now() < pausedUntil)
      throw new RagstepError("redis-paused", "Redis failed a moment ago and is left alone.");
    connection ??= connect(options.url, timeoutMs);
    const done = new AbortController();
    try {
      const tooLong = options.clock.sleep(timeoutMs, done.signal).then((): never => {
        throw new RagstepError("redis-timeout", `Redis did not answer within ${timeoutMs} ms.`);
      });
      return await Promise.race([work(await connection), tooLong]);
    } catch (cause) {
      pausedUntil = options.clock.now() + (options.pauseMs ?? 5000);
      throw new RagstepError("redis-failed", "Redis cannot be reached.", {
        cause,
        hint: "Check that it runs at the configured `redis_url`.",
      });
    } finally {
      done.abort();
    }
  };

  return {
    get: (key) =>
      ask(async (keyv) => {
        const found = entrySchema.safeParse(await keyv.get(key));
        return found.success ? found.data.value : null;
      }),
    put: (key, value, ttlSeconds, subject) =>
      ask(async (keyv) => {
        await keyv.set(key, { value, ...subject }, ttlSeconds * 1000);
      }),
    invalidate: (what) =>
      ask(async (keyv) => {
        const keys: string[] = [];
        for await (const [key, stored] of keyv.iterator?.(undefined) ?? []) {
          const entry = entrySchema.safeParse(stored);
          if (isAbout(String(key), entry.success ? entry.data : {}, what)) keys.push(String(key));
        }
        for (const key of keys) await keyv.delete(key);
        return keys.length;
      }),
    async close() {
      await (await connection)?.disconnect();
      connection = undefined;
    },
  };
}
