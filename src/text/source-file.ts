/** A half-open range of UTF-16 offsets into one source text: `start` is in, `end` is out. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place people read: both numbers count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One text with the name it is reported under. Line starts are found on the first question, since most files are never asked. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const lineStartsOf = new WeakMap<SourceFile, readonly number[]>();

/** Names a text. `path` is shown as given, so make it relative to the project. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text };
}

function lineStarts(file: SourceFile): readonly number[] {
  const known = lineStartsOf.get(file);
  if (known) return known;
  const starts = [0];
  const { text } = file;
  // Looking for the one character is many times faster than looking at each.
  if (!text.includes("\r")) {
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  } else {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  }
  lineStartsOf.set(file, starts);
  return starts;
}

/** Line and column of an offset; offsets outside the text are moved to its nearest end. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  const at = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

/** How many lines the text has; an empty text has one. */
export function lineCount(file: SourceFile): number {
  return lineStarts(file).length;
}

/** One line without its line break; an empty string outside the text. */
export function lineText(file: SourceFile, line: number): string {
  const starts = lineStarts(file);
  const start = starts[line - 1];
  if (start === undefined) return "";
  const end = starts[line] ?? file.text.length;
  return file.text.slice(start, end).replace(/(?:\r\n|\r|\n)$/, "");
}
