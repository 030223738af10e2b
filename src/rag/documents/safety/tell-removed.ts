import type { Threat } from "../document-facts.ts";

const names: Readonly<Record<string, string>> = {
  macro: "macro",
  javascript: "script",
  "launch-action": "avvio di programmi",
  "open-action": "azioni all'apertura",
  "automatic-action": "azioni automatiche",
  "embedded-file": "file incorporati",
  "external-link": "collegamenti esterni",
  "external-entity": "entità esterne",
  "entity-declaration": "entità",
  stylesheet: "fogli di stile",
};

/** What was taken out of the attachments before they were read, in one sentence for the user; empty when it was nothing. */
export function tellRemoved(threats: readonly Pick<Threat, "kind">[]): string {
  const removed = [...new Set(threats.map(({ kind }) => names[kind] ?? kind))];
  return removed.length === 0
    ? ""
    : `Per sicurezza, prima di leggere gli allegati, sono stati rimossi: ${removed.join(", ")}.`;
}
