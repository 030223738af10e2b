import { computed, effect, signal } from "@preact/signals";

/** `system`: as the machine is set. */
export type ThemeChoice = "system" | "light" | "dark";

const kept = "ragstep-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = signal(dark.matches);

function storedChoice(): ThemeChoice {
  try {
    const text = localStorage.getItem(kept);
    return text === "light" || text === "dark" ? text : "system";
  } catch {
    // A saved page may have no storage.
    return "system";
  }
}

export const themeChoice = signal<ThemeChoice>(storedChoice());

/** What is shown. */
export const theme = computed<"light" | "dark">(() =>
  themeChoice.value === "system" ? (systemIsDark.value ? "dark" : "light") : themeChoice.value,
);

/** Chooses a theme and remembers it. */
export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  try {
    localStorage.setItem(kept, choice);
  } catch {
    // Then it holds until the page is closed.
  }
}

/** Keeps the document in the theme that is shown. */
export function followTheme(): void {
  dark.addEventListener("change", ({ matches }) => (systemIsDark.value = matches));
  effect(() => void (document.documentElement.dataset["theme"] = theme.value));
}
