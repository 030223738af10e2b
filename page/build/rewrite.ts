import type { Plugin } from "vite";

/** A piece of a package's code, and what stands in its place. */
export interface Rewrite {
  readonly name: string;
  readonly before: string | RegExp;
  readonly after: string;
}

/**
 * Puts other code in the place of pieces of a package's files. The build fails when a piece is no longer there, so that
 * a new version of the package is looked at.
 */
export function rewrite(options: {
  readonly name: string;
  readonly files: RegExp;
  readonly rewrites: readonly Rewrite[];
  /** What else is done to each of these files. */
  readonly also?: (code: string) => string;
}): Plugin {
  const { name, files, rewrites, also = (code: string) => code } = options;
  const missing = new Set(rewrites);
  return {
    name,
    enforce: "pre",
    transform: {
      filter: { id: files },
      handler(code) {
        let changed = code;
        for (const one of rewrites) {
          const next = changed.replace(one.before, () => one.after);
          if (next !== changed) missing.delete(one);
          changed = next;
        }
        return { code: also(changed), map: null };
      },
    },
    buildEnd(error) {
      if (error !== undefined || missing.size === 0) return;
      const names = [...missing].map((one) => `\`${one.name}\``).join(", ");
      this.error(`${names} is no longer what \`page/build\` expects in a file of ${name}.`);
    },
  };
}
