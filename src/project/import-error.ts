/** What went wrong, as one line without a stack: any value may be thrown. */
export function causeText(error: unknown): string {
  const text =
    error instanceof Error
      ? `${error.name}: ${error.message}`
      : `thrown ${typeof error} \`${String(error)}\``;
  return text.replaceAll(/\s+/g, " ").trim();
}

/**
 * Where in a file an import failed, when the error's stack says so: Node puts `file:line` in front of a syntax error
 * and the frames of the module into the others. Lines and columns count from 1.
 */
export function placeInFile(
  error: unknown,
  path: string,
): { readonly line: number; readonly column: number } | null {
  if (!(error instanceof Error) || error.stack === undefined) return null;
  const escaped = path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const found = new RegExp(`${escaped}:(\\d+)(?::(\\d+))?`).exec(error.stack);
  return found ? { line: Number(found[1]), column: Number(found[2] ?? 1) } : null;
}
