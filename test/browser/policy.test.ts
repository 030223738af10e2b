import { expect, test } from "vitest";
import { inBrowser } from "./pages.ts";
import { servedPage } from "./served-page.ts";

inBrowser("the policy of the page", () => {
  test("refuses nothing that the page itself does until the diagram is there", async () => {
    const { page, go } = await servedPage();
    await page.addInitScript(
      `globalThis.refused = [];
       addEventListener("securitypolicyviolation", (event) => refused.push(event.blockedURI + " " + event.sourceFile));`,
    );
    await go();
    expect(await page.evaluate("globalThis.refused")).toEqual([]);
  });
});
