import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { questions, servedPage } from "./served-page.ts";

/**
 * Presses a key in the very moment in which an element comes into the page that fits `selector` and says `text`: sooner
 * than anybody can, and before anything is painted.
 */
async function pressOnSight(page: Page, selector: string, text: string, key: string): Promise<void> {
  await page.addInitScript(
    `new MutationObserver((_, observer) => {
      const seen = document.querySelector(${JSON.stringify(selector)});
      if (!seen?.textContent.includes(${JSON.stringify(text)})) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: ${JSON.stringify(key)}, bubbles: true }));
    }).observe(document, { subtree: true, childList: true, characterData: true });`,
  );
}

const place = (page: Page) => page.locator(".step-controls-place").textContent();

inBrowser("a key that is pressed as soon as there is something to press it for", () => {
  test.each([
    ["End", (steps: number) => new RegExp(`^${steps} of ${steps} visits`)],
    ["j", () => /^22 of/],
    ["Home", () => /^1 of/],
  ])("moves through the run, and nothing undoes it: `%s`", async (key, arrived) => {
    const { page, go, ask, host, problems } = await servedPage();
    const run = await ask(questions.streamed);
    const steps = host.runs.get(run)?.steps ?? 0;
    await pressOnSight(page, ".step-controls-place", "21 of", key);
    await go(`#/runs/${run}?visit=20`);
    await expect.poll(() => place(page)).toMatch(arrived(steps));
    await page.locator('g.node[data-state="done"]').first().waitFor();
    expect(await place(page)).toMatch(arrived(steps));
    expect(problems).toEqual([]);
  });

  test("is meant for the run that was gone to, not for the one before", async () => {
    const { page, go, ask } = await servedPage();
    const older = await ask(questions.golden);
    const newer = await ask(questions.streamed);
    await go(`#/runs/${newer}`);
    await page.locator(".run-header", { hasText: newer }).waitFor();
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(2);
    // Both before the browser tells the page of its new address.
    await page.evaluate(`for (const key of ["]", "Home"])
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))`);
    await page.locator(".run-header", { hasText: older }).waitFor();
    expect(page.url()).toContain(`#/runs/${older}`);
  });

  test("opens what takes the next key: Escape closes the list of lanes, and not the card", async () => {
    const { page, go } = await servedPage();
    await go();
    await page.locator('[id*="-flowchart-StreamSetup-"]').dispatchEvent("click");
    const card = page.getByRole("complementary", { name: "Step" });
    await card.waitFor();
    await page.evaluate(`new MutationObserver((_, observer) => {
      if (document.querySelector("#lanes-menu") === null) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    }).observe(document, { subtree: true, childList: true })`);
    await page.getByRole("button", { name: /^Lanes/ }).click();
    const lanes = page.getByRole("group", { name: "Lanes that are open" });
    await expect.poll(() => lanes.count()).toBe(0);
    expect(await card.isVisible()).toBe(true);
  });
});
