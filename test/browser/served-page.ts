import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { pageRoutes } from "../../src/server/page.ts";
import { demo, question, serving } from "../server/serving.ts";
import type { Serving } from "../server/serving.ts";
import { openPage } from "./pages.ts";
import type { Opened } from "./pages.ts";

/** What is asked in tests, by what comes of it. */
export const questions = {
  /** Streamed word by word. */
  streamed: question,
  /** Answered at once by a golden answer. */
  golden: "Qual è l'aliquota IVA ordinaria?",
} as const;

/** A server with the page, and the page in the browser. */
export interface ServedPage extends Serving, Opened {
  readonly base: string;
  /** Asks as any client does and waits for the run's end; gives its id. */
  readonly ask: (text: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  /** Goes to a place of the page, such as `#/summary`, and waits for the diagram. */
  readonly go: (hash?: string) => Promise<void>;
}

/** Whether the diagram is there as a picture. */
export async function diagramIsThere(page: Page): Promise<void> {
  await page.locator(".diagram svg g.node").first().waitFor({ state: "attached" });
}

/** Gives the page the token that it asks for. */
export async function giveToken(page: Page, token: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "The server wants a token" });
  await dialog.getByLabel("Bearer token").fill(token);
  await dialog.getByRole("button", { name: "Use it" }).click();
}

/** Starts a server that has the page, and opens an empty tab. */
export async function servedPage(
  options: Parameters<typeof serving>[0] & { readonly browser?: BrowserContextOptions } = {},
): Promise<ServedPage> {
  const served = await serving(options);
  pageRoutes()(served.app, served.host);
  const base = await served.listen();
  const opened = await openPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options.browser,
  });
  return {
    ...served,
    ...opened,
    base,
    async ask(text, headers = demo) {
      const response = await fetch(`${base}/api/v1/chat/stream`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ query: text }),
      });
      await response.text();
      await served.host.live.idle();
      return response.headers.get("x-run-id") ?? "";
    },
    async go(hash = "#/") {
      const response = await opened.page.goto(`${base}/${hash}`);
      // A new hash alone loads nothing.
      if (response !== null) expect(response.status()).toBe(200);
      await diagramIsThere(opened.page);
    },
  };
}
