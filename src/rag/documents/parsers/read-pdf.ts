import type { PlacedWord } from "../types.ts";
import { maxPixels, toPortableMap } from "./image-size.ts";

/** An open PDF. Pages count from 1. */
export interface OpenPdf {
  readonly pages: number;
  /** Words of the text layer; empty when the page is a picture. */
  words(page: number): Promise<readonly PlacedWord[]>;
  /** The largest picture of the page, for recognition; null when it has none. */
  picture(page: number): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Pictures with a shorter side, in pixels, are logos and stamps. */
const minPictureSide = 300;

interface TextItem {
  readonly str: string;
  readonly width: number;
  readonly height: number;
  /** The last four: scale across, scale up, left, baseline. */
  readonly transform: readonly number[];
}

/** A piece of text may hold several words; each gets its share of the width. */
function toWords(item: TextItem, pageHeight: number): readonly PlacedWord[] {
  const [, , , scale = 0, left = 0, baseline = 0] = item.transform;
  const h = item.height || Math.abs(scale) || 10;
  const perCharacter = item.str.length === 0 ? 0 : item.width / item.str.length;
  return [...item.str.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    x: left + match.index * perCharacter,
    y: pageHeight - baseline - h,
    w: match[0].length * perCharacter,
    h,
  }));
}

/** Opens a PDF with scripts, fonts and pictures left alone. Rejects when it is damaged or needs a password. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const { extractImages, getDocumentProxy } = await import("unpdf");
  // The library takes the buffer for itself: it gets a copy, which is never a Buffer.
  const document = await getDocumentProxy(new Uint8Array(bytes), {
    enableXfa: false,
    maxImageSize: maxPixels,
    verbosity: 0,
  });
  return {
    pages: document.numPages,
    async words(number) {
      const page = await document.getPage(number);
      const { height } = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      page.cleanup();
      return items.flatMap((item) => ("str" in item ? toWords(item, height) : []));
    },
    async picture(number) {
      const images = await extractImages(document, number);
      const [largest] = images.toSorted((a, b) => b.width * b.height - a.width * a.height);
      if (largest === undefined || Math.min(largest.width, largest.height) < minPictureSide) return null;
      return toPortableMap(largest.data, largest.width, largest.height, largest.channels);
    },
    close: () => document.loadingTask.destroy(),
  };
}
