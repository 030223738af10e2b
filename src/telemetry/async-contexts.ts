import { AsyncLocalStorage } from "node:async_hooks";
import { ROOT_CONTEXT } from "@opentelemetry/api";
import type { Context, ContextManager } from "@opentelemetry/api";

/** Lets the active context follow `await`s, for a process whose SDK brings nothing that does. */
export function createAsyncContexts(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (context, call, self, ...args) =>
      storage.run(context, () => (self === undefined ? call(...args) : call.apply(self, args))),
    bind(context, target) {
      if (typeof target !== "function") return target;
      return new Proxy(target, {
        apply: (call, self, args) => storage.run(context, () => Reflect.apply(call, self, args)),
      });
    },
    enable: () => manager,
    disable() {
      storage.disable();
      return manager;
    },
  };
  return manager;
}
