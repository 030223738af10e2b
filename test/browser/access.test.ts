import { expect, test } from "vitest";
import { bearerOf, tokenOf } from "../server/serving.ts";
import { inBrowser } from "./pages.ts";
import { giveToken, questions, servedPage } from "./served-page.ts";

const tokens = [tokenOf("anna"), tokenOf("bruno"), tokenOf("carla", "admin")];
const secret = "mario.rossi@example.it";

inBrowser("a server with tokens", () => {
  test("is asked with the token that one gives, which a wrong one does not open", async () => {
    const { page, base } = await servedPage({ server: { tokens } });
    await page.goto(`${base}/`);
    await giveToken(page, "guessed");
    const dialog = page.getByRole("dialog", { name: "The server wants a token" });
    await dialog.getByText("It does not know the one that was sent.").waitFor();
    await giveToken(page, "token-of-anna");
    await page.locator(".diagram svg g.node").first().waitFor();
    await page.reload();
    await page.locator(".diagram svg g.node").first().waitFor();
    expect(await dialog.isVisible()).toBe(false);
    expect(await page.evaluate<string>("document.cookie + JSON.stringify(localStorage)")).not.toContain(
      "token-of",
    );
  });

  test("shows who may not see personal data their own runs, masked; others all of them, in clear", async () => {
    const { page, base, ask } = await servedPage({ server: { tokens } });
    const ofAnna = await ask(`${questions.streamed} Scrivete a ${secret}`, bearerOf("anna"));
    await ask(questions.golden, bearerOf("bruno"));
    await page.goto(`${base}/#/runs/${ofAnna}`);
    await giveToken(page, "token-of-anna");
    await page.locator(".run-header").waitFor();
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(1);
    await page.getByRole("tab", { name: "State" }).click();
    const panel = page.getByRole("tabpanel");
    await panel.getByLabel("Key").fill("user_query");
    await expect.poll(() => panel.textContent()).toMatch(/text, \d+ characters, masked/);
    await page.getByRole("tab", { name: "Frames" }).click();
    await panel
      .getByText(/masked/)
      .first()
      .waitFor();
    expect(await page.content()).not.toContain(secret);

    await page.evaluate("sessionStorage.clear()");
    await page.reload();
    await giveToken(page, "token-of-carla");
    await expect.poll(() => page.locator(".run-list-runs > li").count()).toBe(2);
    await page.getByRole("tab", { name: "State" }).click();
    await panel.getByLabel("Key").fill("user_query");
    await expect.poll(() => panel.textContent()).toContain("Quali sono le scadenze");
  });

  test("says that a run of somebody else is not there", async () => {
    const { page, base, ask } = await servedPage({ server: { tokens } });
    const ofAnna = await ask(questions.golden, bearerOf("anna"));
    await page.goto(`${base}/#/runs/${ofAnna}`);
    await giveToken(page, "token-of-bruno");
    await page.getByText("or it is not yours to see").waitFor();
    expect(await page.locator(".run-list-runs > li").count()).toBe(0);
  });
});
