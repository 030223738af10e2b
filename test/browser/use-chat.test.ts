import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { onlyModel, question, serving } from "../server/serving.ts";
import { heldModel } from "./held-model.ts";
import { inBrowser, openPage, visit } from "./pages.ts";
import { bundleChat } from "./use-chat/bundle.ts";

let script = "";

/** A page with `useChat`, served by a server of ours, that asks what its title says. */
async function chatPage(settings: Readonly<Record<string, unknown>> = {}, asks = question) {
  const served = await serving({ settings });
  const page = `<!doctype html><html lang=it><title>${asks}</title><link rel=icon href=data:,><script type=module src=/chat.js></script>`;
  served.app.get("/chat", (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
  served.app.get("/chat.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(script));
  const opened = await openPage();
  await visit(opened.page, `${await served.listen()}/chat`);
  return { ...served, ...opened };
}

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
const hasStatus = (page: Page, status: string) => page.locator("#status", { hasText: status }).waitFor();
const textIn = (page: Page) => page.locator("#text").textContent();

inBrowser("`useChat` of the AI SDK", () => {
  beforeAll(async () => {
    script = await bundleChat();
  }, 60_000);

  test("shows the words as they come", async () => {
    const model = await heldModel();
    const { page, problems } = await chatPage(onlyModel(model.baseUrl));
    await press(page, "Ask");
    for (const word of ["primo", "secondo"]) {
      await model.say(`${word} `);
      await page.locator("#text", { hasText: word }).waitFor();
      expect(await page.locator("#status").textContent()).toBe("streaming");
    }
    await model.finish();
    await hasStatus(page, "ready");
    expect(await textIn(page)).toBe("primo secondo ");
    expect(problems).toEqual([]);
  });

  test("shows the sources as citations, and the steps as they are gone through", async () => {
    const { page, problems } = await chatPage();
    await press(page, "Ask");
    await page.locator("#sources li").first().waitFor();
    await hasStatus(page, "ready");
    expect(await textIn(page)).toContain("F24");
    const steps = (await page.locator("#steps li").allTextContents()).map((step): unknown =>
      JSON.parse(step),
    );
    expect(steps[0]).toMatchObject({ status: "started" });
    expect(steps).toContainEqual(
      expect.objectContaining({ node: "StreamSetup", step: 105, status: "completed" }),
    );
    expect(problems).toEqual([]);
  });

  test("stops, and the model with it; what was said stays", async () => {
    const model = await heldModel();
    const { page, host } = await chatPage(onlyModel(model.baseUrl));
    await press(page, "Ask");
    await model.say("primo ");
    await page.locator("#text", { hasText: "primo" }).waitFor();
    await press(page, "Stop");
    await model.left;
    await hasStatus(page, "ready");
    expect(await textIn(page)).toBe("primo ");
    await host.live.idle();
    expect(host.live.openStreams).toBe(0);
  });

  test("tells of an answer that breaks off", async () => {
    const model = await heldModel();
    const { page } = await chatPage(onlyModel(model.baseUrl));
    await press(page, "Ask");
    await model.say("primo ");
    await model.breakOff();
    await hasStatus(page, "error");
    expect(await page.locator("#error").textContent()).toContain("The answer broke off");
  });

  test("tells of a question that is refused, and asks again", async () => {
    const { page } = await chatPage({}, "");
    await press(page, "Ask");
    await page.locator("#error", { hasText: '"status_code":400' }).waitFor();
    await press(page, "Clear");
    await page.evaluate((text) => Reflect.set(Reflect.get(globalThis, "document"), "title", text), question);
    await press(page, "Ask");
    await page.locator("#sources li").first().waitFor();
    await hasStatus(page, "ready");
    expect(await textIn(page)).toContain("F24");
  });
});
