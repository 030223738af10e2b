import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ragstep, triageWith } from "../cli/ragstep.ts";
import { inBrowser } from "./pages.ts";
import { savedPage } from "./saved-run.ts";
import { differingShare, incomparable, tolerance } from "./screenshots.ts";

/** A run of a small project that changes only when somebody means to; what a recording holds has no times. */
async function smallRun(colorScheme: "light" | "dark"): Promise<Page> {
  const project = await triageWith({});
  expect(await ragstep(["record", "requests/known.json"], { cwd: project })).toMatchObject({ code: 0 });
  return (await savedPage(["known"], { project, colorScheme })).page;
}

/** The same moment for every picture: ages and dates are told by it. */
const now = new Date("2026-01-15T10:00:00Z");

async function runAt(page: Page, visit: number): Promise<void> {
  await page.locator(".run-list-runs > li a").first().click();
  await page.locator(".run-header").waitFor();
  await page.getByRole("slider", { name: "Place in the run" }).fill(String(visit));
  await expect.poll(() => page.locator(".step-controls-place").textContent()).toContain(`${visit + 1} of`);
}

/** What is pictured: parts that hold the same every time. */
const parts: Readonly<Record<string, (page: Page) => Promise<string>>> = {
  header: async () => ".shell-header",
  "step-card": async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("Known");
    await page.keyboard.press("Enter");
    await page.locator(".node-card").waitFor();
    return ".shell-right";
  },
  "run-controls": async (page) => {
    await runAt(page, 2);
    return ".step-controls";
  },
  "run-on-the-diagram": async (page) => {
    await runAt(page, 2);
    await page.keyboard.press("f");
    // At rest, and drawn sharp.
    await expect
      .poll(() => page.locator(".diagram-layer").evaluate((layer) => layer.style.willChange))
      .toBe("transform");
    return ".diagram-frame";
  },
};

inBrowser("the page looks as it did", () => {
  test.for(
    Object.keys(parts).flatMap((part) => (["light", "dark"] as const).map((theme) => ({ part, theme }))),
  )("$part, $theme", async ({ part, theme }, { skip }) => {
    const page = await smallRun(theme);
    const why = await incomparable(page);
    if (why !== null) skip(why);
    await page.clock.setFixedTime(now);
    const selector = (await parts[part]?.(page)) ?? "body";
    const share = await differingShare(page, page.locator(selector), `${part}-${theme}`);
    expect(share, "share of pixels that differ; see .ragstep/screenshots").toBeLessThanOrEqual(tolerance);
  });
});
