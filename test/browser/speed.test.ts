import { expect, test } from "vitest";
import { coldLoadMs, inFreshPage, paintedAt, panningFrames } from "../../bench/page/speed.ts";
import { inBrowser, sharedBrowser } from "./pages.ts";
import { servedPage } from "./served-page.ts";

// The bounds are those of `npm run bench:page`, many times over: what else the machine does must not fail a test.
inBrowser("the page", () => {
  test("is painted from cold, and follows the hand that drags the diagram", async () => {
    const { base } = await servedPage();
    const browser = await sharedBrowser();
    expect(await coldLoadMs(browser, base)).toBeLessThan(20_000);
    const { rate } = await inFreshPage(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
      await page.goto(base);
      await paintedAt(page);
      return await panningFrames(page, 1);
    });
    expect(rate).toBeGreaterThan(5);
  });
});
