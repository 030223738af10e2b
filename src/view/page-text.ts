import { createHash } from "node:crypto";
import { savedPageId } from "./saved-page.ts";
import type { SavedPage } from "./saved-page.ts";

/** What the page was built to. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
}

/** Text that stands between tags. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Code that ends neither its element nor begins a comment that would hide the end. Both can only stand in strings,
 * templates and regular expressions, where the escape says the same.
 */
function insideScript(code: string): string {
  return code.replace(/<(?=!--|\/?script)/gi, String.raw`\x3C`);
}

function insideStyle(css: string): string {
  return css.replace(/<(?=\/style)/gi, String.raw`\3C `);
}

/** JSON in which nothing can be taken for markup. */
function insideData(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", String.raw`\u003C`);
}

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/**
 * One HTML file that shows the page with its data, loads nothing and runs nothing but the page's own script. Line breaks
 * are those of a browser, so that the script has the hash by which it is let run.
 */
export function pageText(page: SavedPage, built: BuiltPage, title: string): string {
  const script = insideScript(built.script).replace(/\r\n?/g, "\n");
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    // Mermaid writes styles into the pictures that it draws.
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${insideStyle(built.style)}</style>
</head>
<body>
<div id="page"></div>
<noscript>This page draws the graph with JavaScript, which is switched off here.</noscript>
<script type="application/json" id="${savedPageId}">${insideData(page)}</script>
<script type="module">${script}</script>
</body>
</html>
`;
}
