import { createRequire } from "node:module";
import type * as Zod from "zod";

function makeSchema({ z }: typeof Zod) {
  /** Texts finish the sentence "`field` is …, expected …". */
  const text = (expected: string) => z.string(expected).regex(/\S/, expected);
  const whole = (least: number, expected: string) => z.int(expected).min(least, expected);
  const share = (expected: string) => z.number(expected).min(0, expected).max(1, expected);

  /** The longest time that a timer of the platform can wait, about 24 days. */
  const longest = 2_147_483_647;

  const milliseconds = (least: number, expected: string) => whole(least, expected).max(longest, expected);

  const statusExpected = "`active`, `planned`, or `{ kind: deprecated, date: 2026-01-31, reason: … }`";
  const dateExpected = "the day of its deprecation, such as `2026-01-31`";

  const statusSchema = z.preprocess(
    (value) => (typeof value === "string" ? { kind: value } : value),
    z.discriminatedUnion(
      "kind",
      [
        z.object({ kind: z.literal("active") }),
        z.object({ kind: z.literal("planned") }),
        z.object({
          kind: z.literal("deprecated"),
          date: z.iso.date(dateExpected),
          reason: text("why the step is no longer drawn"),
        }),
      ],
      statusExpected,
    ),
  );

  const retrySchema = z.object(
    {
      attempts: whole(1, "how often to try in all, 1 or more"),
      backoff_ms: milliseconds(0, "the first wait in milliseconds, 0 or more").default(100),
      factor: z.number("a number, 1 or more").min(1, "a number, 1 or more").default(2),
      jitter: share("a share from 0 to 1").default(0),
    },
    "a mapping such as `{ attempts: 3, backoff_ms: 200, factor: 2, jitter: 0.2 }`",
  );

  return z.object(
    {
      step: whole(1, "a whole number, 1 or more"),
      id: text("the permanent id, such as `RAG.area.what.it.does`"),
      node_id: text("the node's id in the diagram"),
      node_label: text("the node's label in the diagram"),
      type: z.enum(
        ["startEnd", "process", "decision", "error"],
        "`startEnd`, `process`, `decision` or `error`",
      ),
      category: text("a category, such as `streaming`"),
      nodes: z.array(text("a node's id"), "a list of node ids, such as `[StreamSetup]`").nullish(),
      code_owner: text("the team that owns the code").nullish(),
      status: statusSchema.nullish(),
      timeout_ms: milliseconds(1, "milliseconds, a whole number, 1 or more").nullish(),
      retry: retrySchema.nullish(),
      max_visits: whole(1, "a whole number, 1 or more").nullish(),
      flag: text("the name of a feature flag").nullish(),
      flag_default: z.boolean("`true` (on) or `false` (off)").nullish(),
      idempotent: text("why a second attempt does no harm").nullish(),
    },
    "a step with the fields `step`, `id`, `node_id`, `node_label`, `type` and `category`",
  );
}

type EntrySchema = ReturnType<typeof makeSchema>;

let made: EntrySchema | undefined;

/**
 * One entry of the registry as written; the defaults of a retry policy are filled in. Made on the first call: the
 * library behind it takes as long to start as all else that a check loads, and a plain entry does without.
 */
export function entrySchema(): EntrySchema {
  if (made === undefined) {
    const zod: typeof Zod = createRequire(import.meta.url)("zod");
    made = makeSchema(zod);
  }
  return made;
}

/** An entry as the schema gives it. */
export type EntryValues = Zod.z.infer<EntrySchema>;
