import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { questions, servedPage } from "./served-page.ts";

const place = (page: Page) => page.locator(".step-controls-place").textContent();
const card = (page: Page) => page.getByRole("complementary", { name: "Step" });
const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();
const inState = (page: Page, state: string) => page.locator(`g.node[data-state="${state}"]`).count();

inBrowser("a run", () => {
  test("is opened from the list, and stepped through forth and back by keys, buttons and slider", async () => {
    const { page, go, ask, host, problems } = await servedPage();
    const run = await ask(questions.streamed);
    await go();
    await page.locator(".run-list-runs > li a").first().click();
    await expect.poll(() => page.url()).toContain(`#/runs/${run}`);
    await page.locator(".run-header").waitFor();
    const steps = host.runs.get(run)?.steps ?? 0;
    await expect.poll(() => inState(page, "done")).toBe(steps);
    await expect.poll(() => place(page)).toContain(`${steps} of ${steps} visits`);

    await page.keyboard.press("Home");
    await expect.poll(() => place(page)).toMatch(new RegExp(`^1 of ${steps} visits, .*Start`));
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => place(page)).toContain("3 of");
    await expect.poll(() => page.url()).toContain("visit=2");
    await expect.poll(() => inState(page, "done")).toBeLessThanOrEqual(3);
    await page.keyboard.press("k");
    await expect.poll(() => place(page)).toContain("2 of");
    await page.getByRole("button", { name: "Step forward" }).click();
    await expect.poll(() => place(page)).toContain("3 of");
    await page.getByRole("slider", { name: "Place in the run" }).fill("20");
    await expect.poll(() => place(page)).toContain("21 of");
    await page.reload();
    await expect.poll(() => place(page)).toContain("21 of");
    await page.keyboard.press("End");
    await expect.poll(() => place(page)).toContain(`${steps} of`);
    expect(problems).toEqual([]);
  });

  test("is left for the one before it and the one after it by `[` and `]`", async () => {
    const { page, go, ask } = await servedPage();
    const older = await ask(questions.golden);
    const newer = await ask(questions.streamed);
    await go(`#/runs/${newer}`);
    await page.locator(".run-header").waitFor();
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(2);
    // At an end of the list the keys do nothing, so they may be pressed again.
    const after = async (key: string) => {
      await page.keyboard.press(key);
      return page.url();
    };
    await expect.poll(() => after("]")).toContain(older);
    await expect.poll(() => after("[")).toContain(newer);
    await page.locator(".run-header", { hasText: newer }).waitFor();
  });

  test("is gone to by `]` as soon as the list is there", async () => {
    const { page, base, ask } = await servedPage();
    const run = await ask(questions.golden);
    const list = Promise.withResolvers<void>();
    await page.route("**/api/runs?*", async (route) => {
      await list.promise;
      await route.continue();
    });
    await page.goto(base);
    await page.getByRole("heading", { name: "Runs" }).waitFor();
    await page.keyboard.press("]");
    list.resolve();
    await expect.poll(() => page.url()).toContain(run);
  });

  test("that was refused is marked in the list, and the step that refused it comes into view", async () => {
    const { page, base, ask } = await servedPage();
    const run = await ask("");
    await page.goto(`${base}/#/runs/${run}`);
    const step = page.locator('[id*="-flowchart-Error400-"]');
    await expect
      .poll(async () => {
        const box = await step.boundingBox();
        const room = await page.locator(".shell-centre").boundingBox();
        return box !== null && room !== null && box.y > room.y && box.y + box.height < room.y + room.height;
      })
      .toBe(true);
    expect(await page.locator(".run-list-mark").getAttribute("data-bad")).toBe("true");
  });

  test("shows its time line, its frames as they arrived, its log lines and its state", async () => {
    const { page, go, ask } = await servedPage();
    await go(`#/runs/${await ask(questions.streamed)}`);
    await page.locator(".timeline-bar").first().waitFor();
    await page.getByLabel("Show as").selectOption("table");
    const panel = page.getByRole("tabpanel");
    await panel.getByRole("row").nth(60).waitFor();
    await page.getByLabel("Show as").selectOption("chart");
    await tab(page, "Frames");
    // The events of a run come in piece by piece.
    await panel.locator(".frames-assembled", { hasText: "F24" }).waitFor();
    await panel.getByRole("row").nth(50).waitFor();
    await tab(page, "Log");
    await panel.getByText("RAG STEP 105 (RAG.streaming.").first().waitFor();
    await tab(page, "State");
    await panel.getByText("user_query").first().waitFor();
    await panel.getByLabel("Key").fill("user_query");
    await expect.poll(() => panel.textContent()).toContain("Quali sono le scadenze");
  });

  test("shows the card of a step with its document, handler, policy, and what it did here", async () => {
    const { page, go, ask } = await servedPage();
    await go(`#/runs/${await ask(questions.streamed)}`);
    await page.locator('g.node[data-state="done"]').first().waitFor();
    await page.locator('[id*="-flowchart-StreamSetup-"]').dispatchEvent("click");
    await card(page).waitFor();
    for (const text of [
      "steps/streaming/StreamSetup.ts",
      "RAG.streaming.chatbotcontroller.chat.stream.setup.sse",
      "RAG STEP 105",
    ])
      await expect.poll(() => card(page).textContent()).toContain(text);
    await page.keyboard.press("Escape");
    await card(page).waitFor({ state: "detached" });
  });

  test("is compared with another: where they go apart, on the diagram and in the table", async () => {
    const { page, go, ask } = await servedPage();
    const golden = await ask(questions.golden);
    const streamed = await ask(questions.streamed);
    await go(`#/runs/${streamed}`);
    await page.getByRole("link", { name: `Compare with ${golden}` }).click();
    await page.getByText("They go apart here").waitFor();
    await page.locator(".compare-apart", { hasText: "GoldenHit" }).waitFor();
    await expect.poll(() => inState(page, "left")).toBeGreaterThan(10);
    await expect.poll(() => inState(page, "right")).toBeGreaterThan(0);
    await expect.poll(() => inState(page, "both")).toBeGreaterThan(10);
    expect(page.url()).toContain(`beside=${golden}`);
  });

  test("that is not there is said to be missing", async () => {
    const { page, go } = await servedPage();
    await go("#/runs/run_nobody");
    await page.getByText("There is no run").waitFor();
    expect(await page.locator(".run-view-none code").textContent()).toBe("run_nobody");
  });
});

inBrowser("the summary", () => {
  test("tells traffic, times, outcomes, and what was never taken", async () => {
    const { page, go, ask, problems } = await servedPage();
    await ask(questions.golden);
    await ask(questions.streamed);
    await go("#/summary");
    await page.locator(".summary-totals", { hasText: "completed" }).waitFor();
    expect(await page.locator(".summary-totals").textContent()).toContain("p95");
    const row = page.locator(".summary-table").getByRole("row", { name: /GoldenHit/ });
    expect(await row.textContent()).toMatch(/No 50\s?%, Yes 50\s?%|Yes 50\s?%, No 50\s?%/);
    await row.getByRole("button").click();
    const stepCard = page.locator(".node-card");
    await stepCard.getByText("In the last 2 runs").waitFor();
    expect(await stepCard.textContent()).toMatch(/Visits2 visits.*p95.*Yes1 \(50\s?%\)/);
    expect(await page.locator(".summary-never").textContent()).toMatch(/\d+ steps never taken/);
    // Where ways part, their shares stand beside the edges' labels.
    await expect
      .poll(() => page.locator(".diagram-count", { hasText: "×1 · 50 %" }).count())
      .toBeGreaterThan(1);
    await page.locator(".summary-table").getByRole("button", { name: "p95" }).click();
    const sorted = page.getByRole("columnheader", { name: "p95" });
    await expect.poll(() => sorted.getAttribute("aria-sort")).toBe("descending");
    expect(problems).toEqual([]);
  });
});
