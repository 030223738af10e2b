import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import type { Database } from "../storage/database.ts";
import { readSetting, writeSetting } from "../storage/epochs.ts";
import type { Expert } from "./types.ts";

const name = z.string().min(1);
const profileFields = {
  registration: z
    .strictObject({
      register: name,
      number: name,
      verified: z.boolean(),
      valid_until: z.iso.date().nullable().default(null),
    })
    .nullable(),
  years_experience: z.number().min(0),
  judged: z.int().min(0).default(0),
  accepted: z.int().min(0).default(0),
};
const profileSchema = z.object(profileFields);
const expertSchema = z
  .strictObject({ id: name, user_id: name, ...profileFields })
  .refine((expert) => expert.accepted <= expert.judged, {
    error: "`accepted` is at most `judged`",
    path: ["accepted"],
  });
const expertsFile = z.array(expertSchema);

const expertRow = z.object({
  id: z.string(),
  user_id: z.string(),
  profile: z.string(),
  judged: z.number(),
  accepted: z.number(),
});

/** One expert by id or by account. What people decided on the proposals made here is added to what was known before. */
export function readExpert(
  db: Database,
  by: { readonly id: string } | { readonly user_id: string },
): Expert | null {
  const [column, value] = "id" in by ? ["id", by.id] : ["user_id", by.user_id];
  const found = db.get(
    expertRow,
    `SELECT e.id, e.user_id, e.profile,
       (SELECT count(*) FROM golden_review AS r WHERE r.expert_id = e.id AND r.status <> 'pending') AS judged,
       (SELECT count(*) FROM golden_review AS r WHERE r.expert_id = e.id AND r.status = 'approved') AS accepted
     FROM expert AS e WHERE e.${column} = ?`,
    [value],
  );
  if (found === undefined) return null;
  const { id, user_id, judged, accepted } = found;
  const profile = profileSchema.parse(JSON.parse(found.profile));
  return {
    id,
    user_id,
    ...profile,
    judged: profile.judged + judged,
    accepted: profile.accepted + accepted,
  };
}

/**
 * Brings the experts to what the file holds; without a file there are none. Nothing is written when it has not changed.
 * Throws a `UsageError` that says what is wrong with the file.
 */
export function seedExperts(db: Database, file: string): void {
  const content = existsSync(file) ? readFileSync(file, "utf8") : "[]";
  const hash = createHash("sha256").update(content).digest("hex");
  if (readSetting(db, "seed:experts") === hash) return;
  let experts: z.infer<typeof expertsFile>;
  try {
    experts = expertsFile.parse(parse(content));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new UsageError("data-invalid", `\`${file}\` does not hold a list of experts: ${reason}`, { cause });
  }
  db.transaction(() => {
    db.run("DELETE FROM expert");
    for (const { id, user_id, ...profile } of experts)
      db.run("INSERT INTO expert (id, user_id, profile) VALUES (?, ?, ?)", [
        id,
        user_id,
        JSON.stringify(profile),
      ]);
    writeSetting(db, "seed:experts", hash);
  });
}
