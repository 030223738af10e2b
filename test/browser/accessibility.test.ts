import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { axeFindings } from "./axe.ts";
import { inBrowser } from "./pages.ts";
import { questions, servedPage } from "./served-page.ts";

interface Visited {
  readonly page: Page;
  readonly go: (hash?: string) => Promise<void>;
  /** Ids of runs by what they were. */
  readonly runs: Readonly<Record<"streamed" | "golden" | "refused", string>>;
}

const tabOf = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** The views, each by what one does to come to it. */
const views: Readonly<Record<string, (visited: Visited) => Promise<void>>> = {
  "the diagram": async ({ go }) => go(),
  "the card of a step": async ({ page }) => {
    await page.locator('[id*="-flowchart-StreamSetup-"]').dispatchEvent("click");
    await page.getByRole("complementary", { name: "Step" }).waitFor();
  },
  "a run": async ({ go, page, runs }) => {
    await go(`#/runs/${runs.streamed}?visit=30`);
    await page.locator(".run-header").waitFor();
  },
  "its frames": ({ page }) => tabOf(page, "Frames"),
  "its log": ({ page }) => tabOf(page, "Log"),
  "its state": ({ page }) => tabOf(page, "State"),
  "two runs": async ({ go, page, runs }) => {
    await go(`#/runs/${runs.streamed}?beside=${runs.golden}`);
    await page.getByText("They go apart here").waitFor();
  },
  "a run that was refused": async ({ go, page, runs }) => {
    await go(`#/runs/${runs.refused}`);
    await page.locator(".run-header", { hasText: runs.refused }).waitFor();
  },
  "the summary": async ({ go, page }) => {
    await go("#/summary");
    await page.locator(".summary-table").waitFor();
  },
  "the keys": async ({ page }) => {
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
  },
  "the question for a token": async ({ go, page }) => {
    await page.keyboard.press("Escape");
    await go();
    const runs = page
      .getByRole("navigation", { name: "Parts of the page" })
      .getByRole("button", { name: "Runs" });
    if (await runs.isVisible()) await runs.click();
    await page.getByRole("textbox", { name: "Question" }).fill(questions.golden);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "The server wants a token" });
    await dialog.getByText("demo is the one to try it out with").waitFor();
  },
};

/** What a window of 360 pixels shows one after the other; a wide one shows all at once. */
async function eachPlace(page: Page, look: (place: string) => Promise<void>): Promise<void> {
  const bar = page.getByRole("navigation", { name: "Parts of the page" });
  const places = bar.getByRole("button");
  const together = !(await places.first().isVisible()) || (await page.locator("dialog[open]").count()) > 0;
  if (together) return await look("all");
  const at = await places.and(page.locator("[aria-current]")).textContent();
  for (const place of await places.all()) {
    if (await place.isDisabled()) continue;
    await place.click();
    await look((await place.textContent()) ?? "");
  }
  await bar.getByRole("button", { name: at ?? "", exact: true }).click();
}

const windows = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
].flatMap((viewport) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width: viewport.width, viewport, colorScheme })),
);

inBrowser("every view", () => {
  test.each(windows)(
    "has no finding of axe that is more than minor, and is not wider than the window, at $width pixels, $colorScheme",
    async ({ viewport, colorScheme }) => {
      const { page, go, ask } = await servedPage({ browser: { viewport, colorScheme } });
      const runs = {
        streamed: await ask(questions.streamed),
        golden: await ask(questions.golden),
        refused: await ask(""),
      };
      const findings: string[] = [];
      for (const [view, come] of Object.entries(views)) {
        await come({ page, go, runs });
        await eachPlace(page, async (place) => {
          const found = await axeFindings(page);
          const wider = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
          if (wider > 0) findings.push(`${view}, ${place}: ${wider} pixels wider than the window`);
          findings.push(...found.map((finding) => `${view}, ${place}: ${finding}`));
        });
      }
      expect(findings).toEqual([]);
    },
    240_000,
  );
});
