import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** Mistakes in the registry file itself. */
export const registryCodes = {
  "registry-not-text": { severity: "fatal", title: "The registry is not a text file" },
  "registry-empty": { severity: "fatal", title: "The registry is empty" },
  "registry-shape": { severity: "fatal", title: "The registry is not a list of steps" },
  "registry-field": { severity: "fatal", title: "A field is missing or has a wrong value" },
  "registry-unknown-key": { severity: "warning", title: "A field that nobody reads" },
  "yaml-syntax": { severity: "fatal", title: "The text is not YAML" },
  "yaml-tag": { severity: "warning", title: "A YAML tag or directive that is not understood" },
  "yaml-documents": { severity: "fatal", title: "Several documents in one file" },
  "yaml-duplicate-key": { severity: "fatal", title: "A key is given twice" },
  "yaml-key": { severity: "fatal", title: "A key that is not a word" },
  "yaml-merge": { severity: "fatal", title: "A merge key without a mapping to merge" },
  "yaml-alias-unknown": { severity: "fatal", title: "An alias without an anchor" },
  "yaml-alias-cycle": { severity: "fatal", title: "An alias inside its own anchor" },
  "yaml-alias-limit": { severity: "fatal", title: "Aliases that unfold without measure" },
  "yaml-depth": { severity: "fatal", title: "YAML nested too deeply" },
  "step-number-repeated": { severity: "error", title: "Two entries with one step number" },
  "step-id-repeated": { severity: "error", title: "Two entries with one id" },
  "node-id-repeated": { severity: "fatal", title: "Two entries for one node" },
  "node-id-not-in-nodes": { severity: "warning", title: "`nodes` leaves the entry's own node out" },
} as const satisfies Record<string, CodeInfo>;

export type RegistryCode = keyof typeof registryCodes;
