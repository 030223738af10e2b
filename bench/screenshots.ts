/**
 * Makes the pictures of the README: starts a real `ragstep serve`, asks it real questions, answered by the built-in
 * model, and shows one of the runs in Chromium.
 */
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { Page } from "playwright-core";
import { findChromium, launchChromium, noChromium } from "../test/browser/browser.ts";
import { inFreshPage } from "./page/speed.ts";
import { ended } from "./serve/process.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const images = join(repository, "docs/images/");
const most = 300 * 1024;

const questions = [
  "Quanto preavviso spetta a un quarto livello del commercio con 6 anni di anzianità?",
  "Qual è l'aliquota IVA ordinaria?",
  "Quali sono le scadenze per versare l'IVA periodica e con quale modello si paga?",
];

/** Serves a copy of the project, so that its paths are those of the project and its runs are the pictures' alone. */
async function serveCopy() {
  await mkdir(join(repository, ".ragstep"), { recursive: true });
  const folder = await mkdtemp(join(repository, ".ragstep/screenshots-"));
  for (const part of ["steps", "registry", "data", "docs/architecture", "ragstep.config.ts"])
    await cp(join(repository, part), join(folder, part), { recursive: true });
  await writeFile(join(folder, "rag.config.yml"), "{}\n");
  const child = spawn(process.execPath, [join(repository, "bin/ragstep.js"), "serve", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once("exit", (code) => reject(new Error(`ragstep serve ended with ${code ?? "a signal"}.`)));
  createInterface(child.stdout).once("line", (line) => resolve(line.replace("ragstep serves on ", "")));
  return {
    url: await promise,
    async [Symbol.asyncDispose]() {
      await ended(child);
      await rm(folder, { recursive: true });
    },
  };
}

async function ask(url: string, text: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/chat/stream`, {
    method: "POST",
    headers: { authorization: "Bearer demo", "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ role: "user", content: text }] }),
  });
  await response.text();
  return response.headers.get("x-run-id") ?? "";
}

/** The run as somebody on call looks at it: where its prompt was chosen, with the card of that step. */
async function showRun(page: Page, url: string, run: string): Promise<void> {
  await page.goto(`${url}/#/runs/${run}`);
  await page.locator('g.node[data-state="done"]').first().waitFor({ state: "attached" });
  await page.keyboard.press("/");
  await page.keyboard.type("SelectPrompt");
  await page.keyboard.press("Enter");
  await page.locator(".node-card").waitFor();
  for (let press = 0; press < 3; press++) await page.keyboard.press("-");
  await page.getByRole("combobox", { name: "Search" }).fill("");
  await page.getByRole("slider", { name: "Height of the part below the diagram" }).focus();
  for (let press = 0; press < 2; press++) await page.keyboard.press("ArrowDown");
  await page.evaluate("document.activeElement.blur()");
  // Movements come to rest, and the diagram is drawn sharp.
  await page.waitForTimeout(1500);
  await page.mouse.move(0, 0);
}

const program = findChromium(process.env);
if (program === null) throw new Error(noChromium);
await mkdir(images, { recursive: true });
await using server = await serveCopy();
const chromiumServer = await launchChromium(program);
const browser = await chromium.connect(chromiumServer.wsEndpoint());
let run = "";
for (const question of questions) run = await ask(server.url, question);
for (const colorScheme of ["light", "dark"] as const) {
  const path = join(images, `run-${colorScheme}.png`);
  const options = { viewport: { width: 1440, height: 940 }, colorScheme, reducedMotion: "reduce" } as const;
  await inFreshPage(browser, options, async (page) => {
    await showRun(page, server.url, run);
    await page.screenshot({ path });
  });
  const { size } = await stat(path);
  console.log(`${path}: ${Math.round(size / 1024)} KB`);
  if (size > most) throw new Error(`${path} is larger than ${most / 1024} KB.`);
}
await browser.close();
await chromiumServer.close();
