import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Serves on loopback until the test ends; gives the address without a slash at its end. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** A feed of one item, whose page is `link`. */
export function rss(link: string, title = "Una notizia", date = "Thu, 01 Oct 2026 08:00:00 GMT"): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Prova</title><item><title>${title}</title><link>${link}</link><pubDate>${date}</pubDate></item></channel></rss>`;
}

/** A page that reads as an article. */
export function page(text: string): string {
  return `<!doctype html><html><head><title>Prova</title></head><body><nav>Menu</nav><article><h1>Prova</h1><p>${text}</p></article></body></html>`;
}
