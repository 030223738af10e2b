import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { onlyModel } from "../server/serving.ts";
import { heldModel } from "./held-model.ts";
import { inBrowser } from "./pages.ts";
import { giveToken, questions, servedPage } from "./served-page.ts";

const entries = (page: Page) => page.locator(".run-list-runs > li");
const filters = (page: Page) => page.getByRole("search", { name: "Filter runs" });
async function hasEntries(page: Page, count: number): Promise<void> {
  await expect.poll(() => entries(page).count()).toBe(count);
}

inBrowser("the list of runs", () => {
  test("takes in runs of others while one looks, newest first", async () => {
    const { page, go, ask, problems } = await servedPage();
    await go();
    await page.getByText("Nothing has run yet").waitFor();
    const first = await ask(questions.golden);
    await hasEntries(page, 1);
    const second = await ask(questions.streamed);
    await hasEntries(page, 2);
    const ids = await page.locator(".run-list-id").allTextContents();
    expect(ids).toEqual([second, first]);
    // It may have been listed while it was under way.
    await expect.poll(() => entries(page).first().textContent()).toContain("completed");
    expect(problems).toEqual([]);
  });

  test("is filtered by status, step, outcome, duration and text, and the address keeps it", async () => {
    const { page, go, ask, host } = await servedPage();
    const golden = await ask(questions.golden);
    const streamed = await ask(questions.streamed);
    const refused = await ask("");
    await go();
    await hasEntries(page, 3);
    const shown = async () => (await page.locator(".run-list-id").allTextContents()).toSorted();
    const clear = filters(page).getByRole("button", { name: /^Clear/ });

    await filters(page).getByLabel("Text").fill("golden");
    await expect.poll(shown).toEqual([golden]);
    await clear.click();
    await hasEntries(page, 3);

    const more = filters(page).getByText("Step, outcome, duration");
    const step = filters(page).getByLabel("Step", { exact: true });
    await more.click();
    await step.fill("105");
    await step.press("Enter");
    await expect.poll(shown).toEqual([streamed]);
    await clear.click();
    await hasEntries(page, 3);

    await more.click();
    await step.fill("GoldenHit");
    await step.press("Enter");
    await expect.poll(shown).toEqual([golden, streamed].toSorted());
    await filters(page).getByLabel("Outcome").selectOption("Yes");
    await expect.poll(shown).toEqual([golden]);
    await page.reload();
    await expect.poll(shown).toEqual([golden]);
    await clear.click();
    await hasEntries(page, 3);

    await more.click();
    const { latency_ms } = host.runs.get(streamed) ?? {};
    await filters(page)
      .getByLabel("At least, ms")
      .fill(String(Math.floor(latency_ms ?? 0)));
    await expect.poll(shown).toContain(streamed);
    await clear.click();
    await filters(page).getByLabel("Status").selectOption("failed");
    await expect.poll(shown).toEqual(host.runs.get(refused)?.status === "failed" ? [refused] : []);
    await filters(page).getByLabel("Status").selectOption("completed");
    await expect.poll(shown).toContain(golden);
  });
});

inBrowser("a question from the page", () => {
  test("walks the diagram while its words come in, and can be stopped", async () => {
    const model = await heldModel();
    const { page, go, host, problems } = await servedPage({ settings: onlyModel(model.baseUrl) });
    await go();
    await page.getByRole("textbox", { name: "Question" }).fill(questions.streamed);
    await page.keyboard.press("Enter");
    await giveToken(page, "demo");
    for (const word of ["primo", "secondo"]) {
      await model.say(`${word} `);
      await page.locator(".ask-answer", { hasText: word }).waitFor();
    }
    // The run is open, and on the diagram it is under way.
    await page.locator('g.node[data-state="running"]').first().waitFor();
    await page.locator('g.node[data-state="done"]').first().waitFor();
    expect(await page.locator(".run-header-status").textContent()).toBe("running");
    await page.getByRole("tab", { name: "Frames" }).click();
    await page.locator(".frames-assembled", { hasText: "primo secondo" }).waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).first().click();
    await model.left;
    await host.live.idle();
    await page.locator(".ask-state", { hasText: "Stopped" }).waitFor();
    await page.locator(".run-header-status", { hasText: "completed" }).waitFor();
    // The first question went out without a token, and was refused.
    expect(problems).toEqual([expect.stringContaining("401")]);
  });

  test("is answered with sources, and asked on in the same conversation", async () => {
    const { page, go, host } = await servedPage();
    await go();
    const question = page.getByRole("textbox", { name: "Question" });
    await question.fill(questions.streamed);
    await question.press("Enter");
    await giveToken(page, "demo");
    await page.locator(".ask-state", { hasText: "Answered" }).waitFor();
    expect(await page.locator(".ask-answer").textContent()).toContain("F24");
    await page.locator(".ask-sources summary").click();
    expect(await page.locator(".ask-sources li").count()).toBeGreaterThan(0);
    await question.fill(questions.golden);
    await question.press("Enter");
    await page.locator(".ask-state", { hasText: "Answered" }).nth(1).waitFor();
    expect(await page.locator(".ask-answer").last().textContent()).toContain("22%");
    await host.live.idle();
    await hasEntries(page, 3);
  });
});
