import { z } from "zod";

/** A live object: it is there or not, its inside is its own. */
export const live = <T extends object>() =>
  z.custom<T>((value) => typeof value === "object" && value !== null);

/** How many. */
export const count = z.number().int().min(0);

/** One turn of a conversation as a client sends it. */
export const turn = z.object({ role: z.enum(["user", "assistant", "system"]), content: z.string() });
