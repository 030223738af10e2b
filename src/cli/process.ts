import { exitCode } from "./exit-code.ts";
import { main } from "./main.ts";
import { drained } from "./terminal.ts";

/** Warnings about features that this package chose knowingly; all others are shown. */
const expectedWarnings = /^(?:ExperimentalWarning|MODULE_TYPELESS_PACKAGE_JSON)$/;

function filterWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    const code = "code" in warning ? String(warning.code) : "";
    if (expectedWarnings.test(warning.name) || expectedWarnings.test(code)) return;
    // The import fails too, and is reported with its file and what to do.
    if (warning.message.startsWith("Failed to load the ES module")) return;
    process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
}

/** Runs this process's command line and ends the process. */
export async function runProcess(): Promise<void> {
  filterWarnings();
  const interrupt = new AbortController();
  const stdoutClosed = new AbortController();
  // The second Ctrl-C ends the process at once, should something not heed the first.
  process.once("SIGINT", () => interrupt.abort(new Error("Interrupted.")));
  process.once("SIGTERM", () => interrupt.abort(new Error("Terminated.")));
  let stdoutBroke: string | undefined;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    stdoutBroke ??= error.code ?? error.message;
    stdoutClosed.abort(error);
  });
  process.stderr.on("error", () => undefined);
  const code = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    interrupted: interrupt.signal,
    stdoutClosed: stdoutClosed.signal,
    ask: async (question) => await (await import("./ask.ts")).ask(question),
  });
  await drained(process.stdout);
  await drained(process.stderr);
  // A reader that went away is no problem of the project; any other failure of stdout, such as a full disk, is.
  const failed = stdoutBroke !== undefined && stdoutBroke !== "EPIPE";
  process.exit(failed && code === exitCode.clean ? exitCode.problems : code);
}
