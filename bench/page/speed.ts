import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const viewport = { width: 1440, height: 900 };

/** Milliseconds from the request of the page to the first frame with the whole diagram, with nothing in any cache. */
export async function coldLoadMs(browser: Browser, url: string): Promise<number> {
  return await inFreshPage(browser, { viewport }, async (page) => {
    await page.goto(url);
    return await paintedAt(page);
  });
}

/** Opens a page in a profile of its own, for as long as the work lasts. */
export async function inFreshPage<T>(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** When the diagram was painted, in milliseconds since the page was asked for. */
export async function paintedAt(page: Page): Promise<number> {
  const painted = await page.waitForFunction(
    () => performance.getEntriesByName("diagram-painted")[0]?.startTime,
    undefined,
    { timeout: 60_000 },
  );
  return (await painted.jsonValue()) ?? Infinity;
}

/** How smoothly something moved. */
export interface Smoothness {
  /** Frames a second. */
  readonly rate: number;
  /** Milliseconds of the frame that 95 of 100 were not longer than. */
  readonly p95: number;
  readonly longest: number;
}

/** Drags the diagram about for some seconds, as a hand does, and counts the frames. */
export async function panningFrames(page: Page, seconds: number): Promise<Smoothness> {
  const frame = await page.locator(".diagram-frame").boundingBox();
  if (frame === null) throw new Error("There is no diagram to drag.");
  const [x, y] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(`(() => {
    const times = [];
    globalThis.frameTimes = times;
    const tick = (time) => { times.push(time); globalThis.frameRequest = requestAnimationFrame(tick); };
    globalThis.frameRequest = requestAnimationFrame(tick);
  })()`);
  const until = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < until; turn += 0.12)
    await page.mouse.move(x + Math.sin(turn) * 240, y + Math.cos(turn * 0.7) * 160);
  const times = await page.evaluate<number[]>(
    "(cancelAnimationFrame(globalThis.frameRequest), globalThis.frameTimes)",
  );
  await page.mouse.up();
  const lengths = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const sorted = lengths.toSorted((a, b) => a - b);
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    rate: (lengths.length * 1000) / whole,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Infinity,
    longest: sorted.at(-1) ?? Infinity,
  };
}
