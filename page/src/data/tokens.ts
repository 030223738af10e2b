import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";

/** A token that the server wants. */
export interface WantedToken {
  /** What the server said. */
  readonly detail: string;
  /** One was sent, and it is not known. */
  readonly refused: boolean;
}

/** The bearer token of this page, and how it is asked for. */
export interface Tokens {
  current(): string | null;
  /** Asked for right now; null when nothing is. */
  readonly wanted: ReadonlySignal<WantedToken | null>;
  /** A token other than `used`, asked for unless somebody has just given one; null when none is given. */
  replace(used: string | null, detail: string): Promise<string | null>;
  give(token: string): void;
  /** No token; nothing is asked for again before `forgive`. */
  decline(): void;
  /** Lets the next refusal ask again. */
  forgive(): void;
}

const key = "ragstep-token";

/** Tokens that live as long as the browser's tab. */
export function createTokens(storage: Pick<Storage, "getItem" | "setItem">): Tokens {
  const wanted = signal<WantedToken | null>(null);
  let declined = false;
  let asked: PromiseWithResolvers<string | null> | null = null;
  const settle = (token: string | null): void => {
    wanted.value = null;
    asked?.resolve(token);
    asked = null;
  };
  return {
    wanted,
    current: () => storage.getItem(key),
    async replace(used, detail) {
      const now = storage.getItem(key);
      if (now !== used) return now;
      if (declined) return null;
      // Several requests are refused at once; the person is asked once.
      asked ??= Promise.withResolvers();
      wanted.value = { detail, refused: used !== null };
      return await asked.promise;
    },
    give(token) {
      storage.setItem(key, token);
      declined = false;
      settle(token);
    },
    decline() {
      declined = true;
      settle(null);
    },
    forgive() {
      declined = false;
    },
  };
}
