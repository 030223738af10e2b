import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { savedPage } from "./saved-run.ts";

inBrowser("a page that `ragstep view` wrote", () => {
  test("opens from the disk and asks for nothing else", async () => {
    const { page, problems, asked, file } = await savedPage(["streamed-answer"]);
    await page.locator(".run-list-runs > li a").click();
    await page.locator(".run-header").waitFor();
    await expect.poll(() => page.locator('g.node[data-state="done"]').count()).toBeGreaterThan(50);
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".step-controls-place").textContent()).toContain("1 of");
    // A recording has no times, so none are told.
    expect(await page.locator(".diagram-badge").count()).toBe(0);
    expect(await page.locator(".run-view").textContent()).not.toMatch(/\d ms/);
    expect(asked.filter((url) => !url.startsWith("data:") && url.split("#")[0] !== file)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("holds several runs to be filtered and compared, and offers no question", async () => {
    const { page, problems } = await savedPage(["golden-hit", "model-down"]);
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(2);
    expect(await page.getByRole("textbox", { name: "Question" }).count()).toBe(0);
    await page.getByRole("search", { name: "Filter runs" }).getByLabel("Text").fill("golden");
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(1);
    expect(problems).toEqual([]);
  });
});
