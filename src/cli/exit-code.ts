/** What the process ends with. */
export const exitCode = {
  clean: 0,
  /** The project has problems, a run failed, an expectation was not met. */
  problems: 1,
  /** Wrong flags, wrong configuration, a file that is named and not there. */
  usage: 2,
  /** A mistake of this program. */
  bug: 3,
  /** Ended by Ctrl-C, as shells expect it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
