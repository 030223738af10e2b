/** What a run's values hold that another run on another machine would have otherwise. */
export interface RunWords {
  /** Every id that was given out to the run. */
  readonly issued: readonly string[];
  /** The folder of the project, as an absolute path. */
  readonly root: string;
}

/**
 * Makes a function that gives every id of a run a name by where it is first met, such as `run_1`, and every path in the
 * project one that is the same everywhere, and leaves all other text as it is. Branches that took ids at the same time get
 * the same names whichever was first.
 */
export function runRenamer({ issued, root }: RunWords): (text: string) => string {
  const known = new Set(issued);
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) =>
    text.replaceAll(root, "(project)").replaceAll(/[A-Za-z][\w-]*?_recorded\d{6}/g, (id) => {
      if (!known.has(id)) return id;
      const before = names.get(id);
      if (before !== undefined) return before;
      const prefix = id.slice(0, id.lastIndexOf("_recorded"));
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      const name = `${prefix}_${count}`;
      names.set(id, name);
      return name;
    });
}

/** A value with every text in it renamed; names of fields too. */
export function renamed(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === "string") return rename(value);
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [rename(name), renamed(field, rename)]),
  );
}
