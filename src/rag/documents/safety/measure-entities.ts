/** An entity of the internal subset: its name and what it stands for. External ones stand for nothing here. */
function declaredEntities(doctype: string): ReadonlyMap<string, string> {
  const declarations = doctype.matchAll(/<!ENTITY\s+(%\s+)?([^\s%"'<>]+)\s+(?:"([^"]*)"|'([^']*)')/g);
  return new Map(
    [...declarations].map(([, parameter, name, double, single]) => [
      `${parameter === undefined ? "&" : "%"}${name ?? ""};`,
      double ?? single ?? "",
    ]),
  );
}

const reference = /[&%][^\s;&%#<>"']+;/g;

/** No document of use declares more; each could lead to the next. */
const mostEntities = 1000;

/**
 * How many characters an XML text has once its entities stand for what they say; `Infinity` when one holds itself. Nothing
 * is unfolded: the length of each entity is worked out once.
 */
export function expandedLength(text: string, doctype: string): number {
  const entities = declaredEntities(doctype);
  if (entities.size > mostEntities) return Infinity;
  const lengths = new Map<string, number>();
  const lengthOf = (value: string): number => {
    let length = value.length;
    for (const [name] of value.matchAll(reference)) {
      const inner = entities.get(name);
      if (inner === undefined) continue;
      let known = lengths.get(name);
      if (known === undefined) {
        // Until it is worked out it is endless: so is one that is met again inside itself.
        lengths.set(name, Infinity);
        known = lengthOf(inner);
        lengths.set(name, known);
      }
      length += known - name.length;
    }
    return length;
  };
  return lengthOf(text);
}
