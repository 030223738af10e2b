import { z } from "zod";

/** A feed to watch. */
export const feedSource = z.strictObject({
  name: z.string().min(1),
  /** An http(s) address, or a file; a relative path starts at the project's directory (in a request file: at that file's). */
  location: z.string().min(1),
  /** The group it is watched with; `all` means every group. */
  monitor: z
    .string()
    .regex(/^(?!all$)[a-z][a-z0-9_-]*$/, "a group's name in small letters, other than `all`")
    .default("news"),
  /** Given to everything that it brings. */
  tags: z.array(z.string().min(1)).default([]),
  /** 0 to 1: a law above a circular above an article. */
  authority: z.number().min(0).max(1).default(0.7),
});
export type FeedSource = z.infer<typeof feedSource>;

/** Which feeds a run watches: those of the request in place of the settings', then those of the group. */
export function selectFeeds(feeds: readonly FeedSource[], monitor: string): readonly FeedSource[] {
  return monitor === "all" ? feeds : feeds.filter((feed) => feed.monitor === monitor);
}
