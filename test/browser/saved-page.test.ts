import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { folderWith, ragstep, repository } from "../cli/ragstep.ts";
import { inBrowser, openPage } from "./pages.ts";
import { diagramIsThere } from "./served-page.ts";

/** Writes runs of this repository as a page, opens it from the disk without any network, and gives what it asks for. */
async function savedPage(...runs: readonly string[]) {
  const out = join(await folderWith({}), "runs.html");
  const written = await ragstep(["view", ...runs, "--out", out], { cwd: repository });
  expect(written).toMatchObject({ code: 0 });
  const opened = await openPage({ offline: true, viewport: { width: 1440, height: 900 } });
  const asked: string[] = [];
  opened.page.on("request", (request) => void asked.push(request.url()));
  await opened.page.goto(pathToFileURL(out).href);
  await diagramIsThere(opened.page);
  return { ...opened, asked, file: pathToFileURL(out).href };
}

const recording = (name: string) => `test/fixtures/runs/${name}.json`;

inBrowser("a page that `ragstep view` wrote", () => {
  test("opens from the disk and asks for nothing else", async () => {
    const { page, problems, asked, file } = await savedPage(recording("streamed-answer"));
    await page.locator(".run-list-runs > li a").click();
    await page.locator(".run-header").waitFor();
    await expect.poll(() => page.locator('g.node[data-state="done"]').count()).toBeGreaterThan(50);
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".step-controls-place").textContent()).toContain("1 of");
    expect(asked.filter((url) => !url.startsWith("data:") && url.split("#")[0] !== file)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("holds several runs to be filtered and compared, and offers no question", async () => {
    const { page, problems } = await savedPage(recording("golden-hit"), recording("model-down"));
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(2);
    expect(await page.getByRole("textbox", { name: "Question" }).count()).toBe(0);
    await page.getByRole("search", { name: "Filter runs" }).getByLabel("Text").fill("golden");
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(1);
    expect(problems).toEqual([]);
  });
});
