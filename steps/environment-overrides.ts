import { z } from "zod";

import type { KnowledgeChunk } from "#rag/retrieval/types.ts";
import { UsageError } from "#ragstep";

const chunk: z.ZodType<KnowledgeChunk> = z.strictObject({
  id: z.string(),
  document_id: z.string(),
  title: z.string(),
  text: z.string(),
  source: z.string(),
  tags: z.array(z.string()),
  updated_at: z.iso.datetime({ offset: true }),
  quality: z.number().min(0).max(1),
  authority: z.number().min(0).max(1),
});

const overrides = z.strictObject({
  /** Wins over the settings file and the environment variables; same shape as the file. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** Added to the knowledge after seeding. */
  knowledge: z.array(chunk).default([]),
});

/** Checks a request file's `environment` block: another world for one run. Throws a `UsageError` naming every wrong field. */
export function readOverrides(value: unknown): z.infer<typeof overrides> {
  const result = overrides.safeParse(value ?? {});
  if (result.success) return result.data;
  const wrong = result.error.issues.map(
    (issue) => `${["environment", ...issue.path.map(String)].join(".")}: ${issue.message}`,
  );
  throw new UsageError(
    "environment-block",
    `The request file's \`environment\` block is wrong: ${wrong.join("; ")}.`,
    {
      hint: '"environment": { "settings": { "storage": { "path": ":memory:" } } }',
    },
  );
}
