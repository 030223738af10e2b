import { savedPageId } from "../../../src/view/saved-page.ts";
import { createFileSource } from "./file-source.ts";
import type { PageSource } from "./page-source.ts";
import { createServerSource } from "./server-source.ts";
import { createTokens } from "./tokens.ts";

/** The tab's own storage; one that is forgotten with the page, where the browser gives none. */
function tabStorage(): Pick<Storage, "getItem" | "setItem"> {
  try {
    return window.sessionStorage;
  } catch {
    const held = new Map<string, string>();
    return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value) };
  }
}

/** The token that this page sends to its server. */
export const tokens = createTokens(tabStorage());

/** Where this page's facts come from: the data it was saved with, else the server it came from. */
export function openSource(): PageSource {
  const saved = document.getElementById(savedPageId);
  return saved === null
    ? createServerSource({ base: "", tokens })
    : createFileSource(saved.textContent ?? "");
}
