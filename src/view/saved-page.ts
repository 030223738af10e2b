import { z } from "zod";
import { eventSchema, graphNodeSchema, graphSchema, runSchema } from "../server/api-schemas.ts";

/** A run in a saved page. */
export const savedRunSchema = z.object({
  run: runSchema,
  events: z.array(eventSchema),
  notes: z.array(z.string()).describe("What a reader must know, such as what the record does not tell."),
});

/** Everything that a saved page shows. */
export const savedPageSchema = z.object({
  version: z.literal(1),
  graph: graphSchema,
  nodes: z.array(graphNodeSchema),
  runs: z.array(savedRunSchema).describe("Newest first."),
});

export type SavedRun = z.infer<typeof savedRunSchema>;
export type SavedPage = z.infer<typeof savedPageSchema>;

/** The `id` of the element of a saved page that holds its data as JSON. */
export const savedPageId = "ragstep-page";
