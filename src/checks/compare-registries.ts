import type { OldRegistry } from "../project/load-old-registry.ts";
import type { Registry, RegistryEntry } from "../registry/entry.ts";

/** What became of an older entry that is not there as it was. Numbers and ids are permanent, so each is a mistake. */
export type Change =
  | { readonly kind: "removed"; readonly before: RegistryEntry }
  | {
      readonly kind: "number-changed" | "id-changed" | "number-reused";
      readonly before: RegistryEntry;
      readonly now: RegistryEntry;
    };

function firstBy<K>(
  entries: readonly RegistryEntry[],
  key: (entry: RegistryEntry) => K,
): Map<K, RegistryEntry> {
  const found = new Map<K, RegistryEntry>();
  for (const entry of entries) if (!found.has(key(entry))) found.set(key(entry), entry);
  return found;
}

/**
 * Follows each older entry: by its id, else by its number, else by its node. A step may get another node id or label;
 * its number and id are the same for ever.
 */
export function compareRegistries({ registry: old }: OldRegistry, registry: Registry): readonly Change[] {
  const byId = firstBy(registry.entries, ({ id }) => id);
  const byNumber = firstBy(registry.entries, ({ step }) => step);
  const byNode = firstBy(registry.entries, ({ node_id }) => node_id);
  const oldIds = new Set(old.entries.map(({ id }) => id));
  return old.entries.flatMap((before): readonly Change[] => {
    const same = byId.get(before.id);
    if (same !== undefined)
      return same.step === before.step ? [] : [{ kind: "number-changed", before, now: same }];
    const numbered = byNumber.get(before.step);
    const named = byNode.get(before.node_id);
    // An entry that had its own id already is followed from there.
    const renamed = [numbered, named].find(
      (now) => now !== undefined && !oldIds.has(now.id) && now.node_id === before.node_id,
    );
    if (renamed !== undefined) return [{ kind: "id-changed", before, now: renamed }];
    if (numbered !== undefined && !oldIds.has(numbered.id))
      return [{ kind: "number-reused", before, now: numbered }];
    return [{ kind: "removed", before }];
  });
}
