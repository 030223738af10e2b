import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { questions, servedPage } from "./served-page.ts";

const lanes = (page: Page) => page.locator("g.cluster").count();
const path = (page: Page) => page.getByRole("button", { name: /^Path/ });
const scale = async (page: Page) =>
  Number.parseInt((await page.locator(".toolbar-scale").textContent()) ?? "");

/** A server with a run that enters few lanes, and how many there are and how many it enters. */
async function shortRun() {
  const served = await servedPage();
  const run = await served.ask(questions.golden);
  const { nodes, lanes: all } = served.host.program.graph;
  const came = new Set<string>();
  for await (const event of served.host.runs.events(run, 0, new AbortController().signal))
    if ("node" in event) came.add(event.node);
  const entered = new Set(nodes.filter(({ id }) => came.has(id)).map(({ lane }) => lane)).size;
  return { ...served, run, all: all.length, entered };
}

inBrowser("the path of a run", () => {
  test("is narrowed to: lanes that it never entered fold, and open again when the run is left", async () => {
    const { page, go, run, all, entered, problems } = await shortRun();
    expect(entered).toBeLessThan(all);
    await go(`#/runs/${run}`);
    await page.locator(".run-header").waitFor();
    expect(await lanes(page)).toBe(all);
    await page.keyboard.press("F");
    await expect.poll(() => lanes(page)).toBe(entered);
    expect(await path(page).getAttribute("aria-pressed")).toBe("true");
    // Every step that it came to is there to be read.
    await expect.poll(() => page.locator('g.node[data-state="done"]').count()).toBeGreaterThan(20);
    await path(page).click();
    await expect.poll(() => lanes(page)).toBe(all);
    await path(page).click();
    await expect.poll(() => lanes(page)).toBe(entered);
    await page.getByRole("link", { name: "Diagram" }).click();
    await expect.poll(() => lanes(page)).toBe(all);
    expect(await path(page).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test("leaves alone what the reader folds and opens", async () => {
    const { page, go, run, all, entered, host } = await shortRun();
    await go(`#/runs/${run}`);
    await page.locator(".run-header").waitFor();
    const menu = page.getByRole("group", { name: "Lanes that are open" });
    const checkbox = (id: string) => {
      const lane = host.program.graph.lanes.find((one) => one.id === id);
      return menu.getByRole("checkbox", { name: lane?.title?.text ?? id, exact: true });
    };
    await page.getByRole("button", { name: /^Lanes/ }).click();
    const entry = host.program.graph.nodes.find(({ id }) => id === "Start")?.lane ?? "";
    await checkbox(entry).uncheck();
    await expect.poll(() => lanes(page)).toBe(all - 1);
    await page.getByRole("button", { name: /^Lanes/ }).click();
    await path(page).click();
    await expect.poll(() => lanes(page)).toBe(entered - 1);
    await page.getByRole("button", { name: /^Lanes/ }).click();
    await menu.getByRole("checkbox", { checked: false }).last().check();
    await expect.poll(() => lanes(page)).toBe(entered);
    await page.getByRole("link", { name: "Diagram" }).click();
    await expect.poll(() => lanes(page)).toBe(all - 1);
  });

  test("is legible when a run is opened, however small the diagram was before", async () => {
    const { page, go } = await shortRun();
    await go();
    await page.keyboard.press("f");
    await expect.poll(() => scale(page)).toBeLessThan(20);
    await page.locator(".run-list-link").click();
    await expect.poll(() => scale(page)).toBeGreaterThanOrEqual(50);
  });
});
