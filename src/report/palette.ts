/** How a report marks its words. Reports are pure, so whether a terminal shows colour is decided by who calls them. */
export interface Palette {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const ansi =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const same = (text: string): string => text;

/** For files, pipes and terminals without colour. */
export const plainPalette: Palette = {
  red: same,
  yellow: same,
  green: same,
  cyan: same,
  bold: same,
  dim: same,
};

/** For terminals that understand ANSI codes. */
export const ansiPalette: Palette = {
  red: ansi(31, 39),
  yellow: ansi(33, 39),
  green: ansi(32, 39),
  cyan: ansi(36, 39),
  bold: ansi(1, 22),
  dim: ansi(2, 22),
};
