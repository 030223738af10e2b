import { signal } from "@preact/signals";
import type { GraphView } from "../../src/server/api-schemas.ts";
import type { PageSource } from "./data/page-source.ts";
import type { DiagramHandle, DiagramPaint } from "./diagram/paint.ts";

/** What the address after `#` names. */
export type View =
  | { readonly kind: "diagram" }
  /** `visit`: place of the visit that is stood at; null: the end. */
  | {
      readonly kind: "run";
      readonly id: string;
      readonly visit: number | null;
      readonly beside: string | null;
    }
  | { readonly kind: "summary"; readonly runs: number };

/** The source of all facts; set before anything is drawn. */
export const source = signal<PageSource | null>(null);
export const graph = signal<GraphView | null>(null);
export const view = signal<View>({ kind: "diagram" });
/** Node id whose card is open. */
export const selected = signal<string | null>(null);
/** What the view draws over the diagram. */
export const paint = signal<DiagramPaint | null>(null);
export const diagram = signal<DiagramHandle | null>(null);
