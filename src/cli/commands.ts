import type { Command } from "./command.ts";

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command with its summary. A command's own code is loaded when it is asked for, so that none pays for another. */
export const commands: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  [
    "run",
    {
      summary: "Run a request through the diagram",
      load: async () => (await import("./commands/run.ts")).runCommand,
    },
  ],
  [
    "check",
    {
      summary: "Prove that diagram, registry, code, docs and tests agree",
      load: async () => (await import("./commands/check.ts")).checkCommand,
    },
  ],
  [
    "show",
    {
      summary: "Show all that is known about one step, or who writes and reads each key",
      load: async () => (await import("./commands/show.ts")).showCommand,
    },
  ],
  [
    "gen",
    {
      summary: "Write the files that follow from diagram, registry, code and tests",
      load: async () => (await import("./commands/gen.ts")).genCommand,
    },
  ],
  [
    "dev",
    {
      summary: "Watch the project; after each save check it and run a request again",
      load: async () => (await import("./commands/dev.ts")).devCommand,
    },
  ],
  [
    "import",
    {
      summary: "Make a registry with planned steps for an existing flowchart",
      load: async () => (await import("./commands/import.ts")).importCommand,
    },
  ],
  [
    "feedback",
    {
      summary: "Give feedback on the answer of a finished run",
      load: async () => (await import("./commands/feedback.ts")).feedbackCommand,
    },
  ],
  [
    "golden",
    {
      summary: "List what is proposed for the golden set, and decide on it",
      load: async () => (await import("./commands/golden.ts")).goldenCommand,
    },
  ],
  [
    "ledger",
    {
      summary: "Prove that the ledger of read documents was not changed",
      load: async () => (await import("./commands/ledger.ts")).ledgerCommand,
    },
  ],
  [
    "ingest",
    {
      summary: "Take your own documents, a page or a feed into the knowledge",
      load: async () => (await import("./commands/ingest.ts")).ingestCommand,
    },
  ],
  [
    "reembed",
    {
      summary: "Make all vectors of the knowledge anew with the configured embedding model",
      load: async () => (await import("./commands/reembed.ts")).reembedCommand,
    },
  ],
  [
    "record",
    {
      summary: "Run a request and keep the run as a fixture: its way, its outcomes, what each step wrote",
      load: async () => (await import("./commands/record.ts")).recordCommand,
    },
  ],
  [
    "verify",
    {
      summary: "Run requests again and compare each with what it expects and with its recording",
      load: async () => (await import("./commands/verify.ts")).verifyCommand,
    },
  ],
  [
    "coverage",
    {
      summary: "Tell which steps, edges and outcomes of the diagram the runs of logs and traces took",
      load: async () => (await import("./commands/coverage.ts")).coverageCommand,
    },
  ],
  [
    "replay",
    {
      summary: "Rebuild a run from its log or trace and draw the way it took",
      load: async () => (await import("./commands/replay.ts")).replayCommand,
    },
  ],
  [
    "why",
    {
      summary: "Tell which step of a run wrote a key of the state, and from what",
      load: async () => (await import("./commands/why.ts")).whyCommand,
    },
  ],
]);

/** Shown by `ragstep help`. */
export const programExamples = [
  "ragstep run test/fixtures/requests/streamed-answer.json",
  "ragstep check",
] as const;
