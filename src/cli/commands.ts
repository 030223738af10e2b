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
    "serve",
    {
      summary: "Serve the diagram over HTTP: each request is a run",
      load: async () => (await import("./commands/serve.ts")).serveCommand,
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
    "init",
    {
      summary: "Make a small working project",
      load: async () => (await import("./commands/init.ts")).initCommand,
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
    "rename",
    {
      summary: "Give a step another node id everywhere; its number and registry id stay",
      load: async () => (await import("./commands/rename.ts")).renameCommand,
    },
  ],
  [
    "move",
    {
      summary: "Move a step to another lane, with its handler and its tests",
      load: async () => (await import("./commands/move.ts")).moveCommand,
    },
  ],
  [
    "remove",
    {
      summary: "Deprecate a step: it is drawn no longer, its code goes, its number stays",
      load: async () => (await import("./commands/remove.ts")).removeCommand,
    },
  ],
  [
    "add",
    {
      summary: "Add a step: diagram, registry, handler, test and page at once",
      load: async () => (await import("./commands/add.ts")).addCommand,
    },
  ],
  [
    "connect",
    {
      summary: "Draw an edge between two steps, or between a store and a step",
      load: async () => (await import("./commands/connect.ts")).connectCommand,
    },
  ],
  [
    "disconnect",
    {
      summary: "Take an edge out of the diagram",
      load: async () => (await import("./commands/disconnect.ts")).disconnectCommand,
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
    "simulate",
    {
      summary: "Walk the diagram with stubs in place of handlers, once or until every edge is taken",
      load: async () => (await import("./commands/simulate.ts")).simulateCommand,
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
    "view",
    {
      summary: "Write one HTML file that shows runs on the diagram and opens without a server",
      load: async () => (await import("./commands/view.ts")).viewCommand,
    },
  ],
  [
    "why",
    {
      summary: "Tell which step of a run wrote a key of the state, and from what",
      load: async () => (await import("./commands/why.ts")).whyCommand,
    },
  ],
  [
    "diff",
    {
      summary: "Tell what differs between two versions, and what it means for saved runs",
      load: async () => (await import("./commands/diff.ts")).diffCommand,
    },
  ],
  [
    "completions",
    {
      summary: "Teach a shell to complete commands, flags, steps and files",
      load: async () => (await import("./commands/completions.ts")).completionsCommand(commands),
    },
  ],
]);

/** Shown by `ragstep help`. */
export const programExamples = [
  "ragstep run test/fixtures/requests/streamed-answer.json",
  "ragstep check",
] as const;
