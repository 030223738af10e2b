import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import type { Locator, Page } from "playwright-core";
import { PNG } from "pngjs";
import { browserVersion } from "./pages.ts";

const kept = fileURLToPath(new URL("screenshots/", import.meta.url));
/** Where a picture that differs is laid down, with the difference in red. */
const differences = fileURLToPath(new URL("../../.ragstep/screenshots/", import.meta.url));

/** How much of a picture may differ. Text is drawn with other edges when a font library changes; a moved box is more. */
export const tolerance = 0.005;

/** The browser that the kept pictures were made with. */
const madeWith = join(kept, "chromium-major.txt");

const update = process.env["RAGSTEP_SCREENSHOTS"] === "update";

/** The fonts of the pictures, so that they do not depend on which ones a machine prefers. */
const fonts = `* { font-family: "Liberation Sans" !important }
code, pre, kbd, samp { font-family: "Liberation Mono" !important }
*, *::before, *::after { caret-color: transparent !important; transition: none !important; animation: none !important }`;

/** Why pictures cannot be compared here; null when they can. */
export async function incomparable(page: Page): Promise<string | null> {
  const [major = ""] = (await browserVersion()).split(".");
  const theirs = (await readFile(madeWith, "utf8").catch(() => "")).trim();
  if (!update && major !== theirs)
    return `screenshots not compared: this is Chromium ${major}, they were made with ${theirs || "none"}`;
  const installed = await page.evaluate<boolean>(`(() => {
    const context = document.createElement("canvas").getContext("2d");
    const width = (font) => ((context.font = "40px " + font), context.measureText("Wide misty ill 0123").width);
    return width("'Liberation Sans', monospace") !== width("monospace");
  })()`);
  return installed ? null : "screenshots not compared: no Liberation fonts; apt-get install fonts-liberation";
}

/**
 * Compares a part of the page with its kept picture, and gives the share of pixels that differ: 1 for one of another
 * size. `RAGSTEP_SCREENSHOTS=update` keeps what is there now instead. What differs is written to `.ragstep/screenshots`.
 */
export async function differingShare(page: Page, part: Locator, name: string): Promise<number> {
  await page.addStyleTag({ content: fonts });
  const taken = await part.screenshot({ animations: "disabled", caret: "hide", scale: "css" });
  const file = join(kept, `${name}.png`);
  if (update) {
    await mkdir(kept, { recursive: true });
    await writeFile(file, taken);
    await writeFile(madeWith, `${(await browserVersion()).split(".")[0] ?? ""}\n`);
    return 0;
  }
  const [before, now] = [PNG.sync.read(await readFile(file)), PNG.sync.read(taken)];
  const { width, height } = now;
  const difference = new PNG({ width, height });
  const alike = before.width === width && before.height === height;
  const share = alike
    ? pixelmatch(before.data, now.data, difference.data, width, height, { threshold: 0.2 }) / (width * height)
    : 1;
  if (share > tolerance) {
    await mkdir(differences, { recursive: true });
    await writeFile(join(differences, `${name}.png`), taken);
    if (alike) await writeFile(join(differences, `${name}.difference.png`), PNG.sync.write(difference));
  }
  return share;
}
