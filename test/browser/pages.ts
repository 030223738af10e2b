import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, describe, expect, inject, onTestFinished } from "vitest";
import { noChromium } from "./browser.ts";

const endpoint = inject("browser");

let connecting: Promise<Browser> | null = null;

/** The browser that all files share. */
export async function sharedBrowser(): Promise<Browser> {
  if (endpoint === null) throw new Error(noChromium);
  return await (connecting ??= chromium.connect(endpoint));
}

/** The version of the browser, such as `156.0.1.2`. */
export async function browserVersion(): Promise<string> {
  return (await sharedBrowser()).version();
}

/** Tests in the browser; reported as skipped, with the reason, where there is none. */
export function inBrowser(name: string, tests: () => void): void {
  const skipped = endpoint === null;
  describe.skipIf(skipped)(`${name}${skipped ? ` (${noChromium})` : ""}`, () => {
    tests();
    afterAll(async () => {
      await (await connecting)?.close();
      connecting = null;
    });
  });
}

/** A page and what went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Errors that scripts threw and that the console shows: refused loads and broken rules of the page's own safety too. */
  readonly problems: readonly string[];
}

/** Opens an empty page in a profile of its own; it is gone when the test is over. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await (
    await sharedBrowser()
  ).newContext({ locale: "en-GB", timezoneId: "UTC", ...options });
  onTestFinished(() => context.close());
  // Sooner than the test, so that it is said what was waited for.
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => void problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return { page, problems };
}

/** Goes to an address, and expects that it is there. */
export async function visit(page: Page, url: string): Promise<void> {
  const response = await page.goto(url);
  expect(response?.status(), url).toBe(200);
}
