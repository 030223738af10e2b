import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { expect } from "vitest";
import { folderWith, ragstep, repository } from "../cli/ragstep.ts";
import { openPage } from "./pages.ts";
import type { Opened } from "./pages.ts";
import { diagramIsThere } from "./served-page.ts";

/** A page that `ragstep view` wrote, opened from the disk. */
export interface SavedPage extends Opened {
  /** Its address. */
  readonly file: string;
  /** Addresses that the page asked for. */
  readonly asked: readonly string[];
}

/** Writes recordings of a project, this one when none is named, as a page, and opens it from the disk without any network. */
export async function savedPage(
  recordings: readonly string[],
  { project = repository, ...browser }: BrowserContextOptions & { readonly project?: string } = {},
): Promise<SavedPage> {
  const out = join(await folderWith({}), "runs.html");
  const runs = recordings.map((name) => `test/fixtures/runs/${name}.json`);
  const written = await ragstep(["view", ...runs, "--out", out], { cwd: project });
  expect(written).toMatchObject({ code: 0 });
  const opened = await openPage({
    offline: true,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...browser,
  });
  const asked: string[] = [];
  opened.page.on("request", (request) => void asked.push(request.url()));
  const file = pathToFileURL(out).href;
  await opened.page.goto(file);
  await diagramIsThere(opened.page);
  return { ...opened, file, asked };
}
