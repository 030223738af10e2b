/**
 * Loads the page of a real `ragstep serve` in Chromium and drags its diagram, and prints what it measured beside its
 * bounds, as a Markdown table; exits with 1 when a bound is not kept. The machine should do nothing else meanwhile.
 */
import { chromium } from "playwright-core";
import { findChromium, launchChromium, noChromium } from "../test/browser/browser.ts";
import { lowerQuartile } from "./measure.ts";
import type { Row } from "./measure.ts";
import { coldLoadMs, inFreshPage, paintedAt, panningFrames } from "./page/speed.ts";
import type { Smoothness } from "./page/speed.ts";
import { serveProject } from "./serve/served-project.ts";
import { machine, table } from "./table.ts";

const bounds = { coldMs: 1500, rate: 60, p95: 17.5 } as const;
const loads = 7;
const seconds = 4;

const program = findChromium(process.env);
if (program === null) throw new Error(noChromium);
await using server = await serveProject({ settings: {} });
const chromiumServer = await launchChromium(program);
const browser = await chromium.connect(chromiumServer.wsEndpoint());

/** The server's first answers are its own warming up, not the page's. */
await fetch(`${server.url}/api/graph`);

const times: number[] = [];
for (let at = 0; at < loads; at++) times.push(await coldLoadMs(browser, server.url));
const load = lowerQuartile(times);

/** Drags it at the scale at which it opens, and as a whole. */
const smooth = await inFreshPage(
  browser,
  { viewport: { width: 1440, height: 900 } },
  async (page): Promise<Readonly<Record<string, Smoothness>>> => {
    await page.goto(server.url);
    await paintedAt(page);
    const near = await panningFrames(page, seconds);
    await page.keyboard.press("f");
    // The picture comes to rest and is drawn sharp before it is dragged again.
    await page.waitForTimeout(1000);
    return { "as it opens": near, "as a whole": await panningFrames(page, seconds) };
  },
);

const version = browser.version();
await browser.close();
await chromiumServer.close();

const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const row = (what: string, measured: string, bound: string, kept: boolean): Row => ({
  what,
  measured,
  floor: "",
  ratio: "",
  bound,
  kept,
});
const rows = [
  row(
    `cold load until the diagram is painted, lower quartile of ${loads}`,
    ms(load),
    `<= ${ms(bounds.coldMs)}`,
    load <= bounds.coldMs,
  ),
  row("the same, longest", ms(Math.max(...times)), "", true),
  ...Object.entries(smooth).flatMap(([name, { rate, p95, longest }]) => [
    // Counted from the first frame to the last, of which one may be missed.
    row(
      `frames a second while panning, ${name}`,
      rate.toFixed(1),
      `>= ${bounds.rate} - 1`,
      rate >= bounds.rate - 1,
    ),
    row(`length of a frame, p95, ${name}`, ms(p95), `<= ${ms(bounds.p95)}`, p95 <= bounds.p95),
    row(`length of a frame, longest, ${name}`, ms(longest), "", true),
  ]),
];
console.log(`${machine()}, Chromium ${version}\n\n${table(rows)}`);
if (rows.some(({ kept }) => !kept)) process.exitCode = 1;
