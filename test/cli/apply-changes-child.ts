import { join } from "node:path";
import { applyChanges } from "../../src/cli/apply-changes.ts";
import { thisHost } from "../../src/cli/change-host.ts";
import type { ChangeHost } from "../../src/cli/change-host.ts";

const root = process.argv[2] ?? "";

/** Tells the parent before each call, so that the parent can choose where to kill. */
const told: ChangeHost = new Proxy(thisHost, {
  get(host, name) {
    const member: unknown = Reflect.get(host, name);
    if (typeof member !== "function" || name === "isAlive" || name === "newId") return member;
    return async (...args: readonly unknown[]): Promise<unknown> => {
      await new Promise<void>((resolve) => {
        process.send?.(String(name), () => resolve());
      });
      const result: unknown = await Reflect.apply(member, host, args);
      return result;
    };
  },
});

await applyChanges(
  root,
  [
    { path: join(root, "a.txt"), before: "a\n", after: "A\n" },
    { path: join(root, "old/c.txt"), before: "c\n", after: null },
    { path: join(root, "new/deep/d.txt"), before: null, after: "D\n" },
  ],
  told,
);
process.disconnect();
