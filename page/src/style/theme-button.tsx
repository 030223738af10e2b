import { chooseTheme, theme } from "../theme.ts";

/** Changes between light and dark. */
export function ThemeButton() {
  const other = theme.value === "dark" ? "light" : "dark";
  return (
    <button type="button" onClick={() => chooseTheme(other)}>
      {other === "dark" ? "Dark" : "Light"}
    </button>
  );
}
