import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";

/** Asks whoever sits at this process's terminal for one line; null when nobody does, or goes without an answer. */
export async function ask(question: string): Promise<string | null> {
  if (!isatty(0) || !isatty(2)) return null;
  // Stdout may be on its way into a file.
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const over = new Promise<null>((resolve) => {
    lines.once("close", () => resolve(null));
    lines.once("SIGINT", () => lines.close());
  });
  try {
    return await Promise.race([lines.question(question), over]);
  } finally {
    lines.close();
  }
}
