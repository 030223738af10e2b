/**
 * Makes a function that gives every id of a run a name by where it is first met, such as `run_1`, and leaves all other
 * text as it is. Branches that took ids at the same time get the same names whichever was first.
 */
export function idRenamer(issued: readonly string[]): (text: string) => string {
  if (issued.length === 0) return (text) => text;
  const known = new Set(issued);
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) =>
    text.replaceAll(/[A-Za-z][\w-]*?_recorded\d{6}/g, (id) => {
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
