import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { questions, servedPage } from "./served-page.ts";

const toolbar = (page: Page) => page.getByRole("toolbar", { name: "Diagram" });
const scaleOf = async (page: Page) =>
  Number(
    /(\d+) %/.exec(
      (await toolbar(page)
        .getByRole("button", { name: /^Zoom is/ })
        .textContent()) ?? "",
    )?.[1],
  );
const card = (page: Page) => page.getByRole("complementary", { name: "Step" });

/** Where a node is on the screen. */
async function placeOf(page: Page, node: string) {
  const box = await page.locator(`.diagram [id*="-flowchart-${node}-"]`).boundingBox();
  if (box === null) throw new Error(`${node} is not drawn.`);
  return box;
}

inBrowser("the diagram", () => {
  test("is drawn as in its file, every node and edge found", async () => {
    const { page, go, ask, host, problems } = await servedPage();
    const run = await ask(questions.golden);
    await go(`#/runs/${run}`);
    // What is drawn over the picture needs every part of it.
    await page.locator('g.node[data-state="done"]').first().waitFor();
    const { nodes, edges } = host.program.graph;
    expect([nodes.length, edges.length]).toEqual([134, 172]);
    expect(await page.locator("g.node[data-state]").count()).toBe(134);
    const painted = await page
      .locator("path[data-id][data-state]")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("data-id") ?? ""));
    const loops = painted.map((id) => id.replace(/-cyclic-special-.*$/, "-loop"));
    expect(new Set(loops).size).toBe(172);
    expect(await page.locator(".diagram-trouble").count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test("has the same layout whatever the reader prefers", async () => {
    const layouts: unknown[] = [];
    for (const browser of [
      { reducedMotion: "reduce" },
      { reducedMotion: "no-preference" },
      { colorScheme: "dark" },
    ] as const) {
      const { page, go } = await servedPage({ browser });
      await go();
      layouts.push(await page.locator(".diagram svg").first().getAttribute("viewBox"));
    }
    expect(layouts[0]).toMatch(/^0 0 \d/);
    expect(new Set(layouts).size).toBe(1);
  });

  test("is zoomed by wheel, keys and buttons, dragged, and shown whole", async () => {
    const { page, go } = await servedPage();
    await go();
    const before = await scaleOf(page);
    await page.keyboard.press("+");
    await expect.poll(() => scaleOf(page)).toBeGreaterThan(before);
    await toolbar(page).getByRole("button", { name: "Zoom out" }).click();
    await expect.poll(() => scaleOf(page)).toBe(before);
    await page.mouse.move(800, 450);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -300);
    await page.keyboard.up("Control");
    await expect.poll(() => scaleOf(page)).toBeGreaterThan(before);

    const start = await placeOf(page, "Start");
    await page.mouse.move(700, 600);
    await page.mouse.down();
    await page.mouse.move(640, 500, { steps: 5 });
    await page.mouse.up();
    const dragged = await placeOf(page, "Start");
    expect([Math.round(dragged.x - start.x), Math.round(dragged.y - start.y)]).toEqual([-60, -100]);

    await page.keyboard.press("f");
    await expect.poll(() => scaleOf(page)).toBeLessThan(before);
    const whole = await page.locator(".diagram svg").boundingBox();
    const frame = await page.locator(".diagram-frame").boundingBox();
    expect((whole?.height ?? 0) - (frame?.height ?? 0)).toBeLessThanOrEqual(1);
  });

  test.each([
    ["105", "StreamSetup"],
    ["GoldenHit", "GoldenHit"],
    ["Setup SSE", "StreamSetup"],
    ["golden_match", "GoldenHit"],
  ])("is searched for `%s`, and shows what was picked", async (words, node) => {
    const { page, go } = await servedPage();
    await go();
    await page.keyboard.press("/");
    await page.keyboard.type(words);
    const found = page.getByRole("listbox", { name: "Steps found" }).getByRole("option");
    await found.filter({ hasText: node }).first().waitFor();
    const place = (await found.allTextContents()).findIndex((text) => text.includes(node));
    for (let at = 0; at < place; at++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await card(page).getByText(node, { exact: true }).first().waitFor();
    await expect
      .poll(async () => {
        const { x, y } = await placeOf(page, node);
        return x > 289 && x < 1440 && y > 44 && y < 900;
      })
      .toBe(true);
    await page.keyboard.press("Escape");
    await card(page).waitFor({ state: "detached" });
  });

  test("folds a lane into one node and opens it again", async () => {
    const { page, go, host } = await servedPage();
    await go();
    const lanes = host.program.graph.lanes;
    await toolbar(page)
      .getByRole("button", { name: /^Lanes/ })
      .click();
    const menu = page.getByRole("group", { name: "Lanes that are open" });
    const streaming = lanes.find(({ id }) => id === "streaming")?.title?.text ?? "streaming";
    const steps = host.program.graph.nodes.filter(({ lane }) => lane === "streaming").length;
    await menu.getByRole("checkbox", { name: streaming, exact: true }).uncheck();
    await page
      .locator("g.cluster")
      .nth(lanes.length - 1)
      .waitFor({ state: "detached" });
    expect(await page.locator("g.node", { hasText: `${steps} steps` }).count()).toBe(1);
    expect(await page.locator('[id*="-flowchart-StreamSetup-"]').count()).toBe(0);
    await menu.getByRole("button", { name: "Fold all" }).click();
    await expect.poll(() => page.locator("g.cluster").count()).toBe(0);
    await menu.getByRole("button", { name: "Open all" }).click();
    await expect.poll(() => page.locator("g.cluster").count()).toBe(lanes.length);
    expect(await page.locator(".diagram-trouble").count()).toBe(0);
  });

  test("is gone through with the keyboard alone", async () => {
    const { page, go } = await servedPage();
    await go();
    const focused = () => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");
    for (let at = 0; at < 40 && !(await focused()).includes("User submits query"); at++)
      await page.keyboard.press("Tab");
    expect(await focused()).toContain("User submits query");
    await page.keyboard.press("Enter");
    await card(page).waitFor();
    expect(await card(page).textContent()).toContain("Start");
  });
});

inBrowser("the list of keys", () => {
  test("opens with `?` and closes with Escape, and no key works behind it", async () => {
    const { page, go } = await servedPage();
    await go();
    const keys = page.getByRole("dialog", { name: "Keys" });
    await page.keyboard.press("?");
    await keys.waitFor();
    const before = await scaleOf(page);
    await page.keyboard.press("+");
    expect(await scaleOf(page)).toBe(before);
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "hidden" });
  });
});
