import type { ProjectFile } from "./project-file.ts";

function handler(node: string, about: string, body: string): ProjectFile {
  const text = `import { step } from "../ragstep.gen.ts";\n\nexport default step("${node}", ${body});\n`;
  return { path: `steps/greeting/${node}.ts`, about, text };
}

/** The code of a new project: state, world, and one handler for each step. */
export const greetingSteps: readonly ProjectFile[] = [
  {
    path: "steps/state.ts",
    about: "every key that a run may hold",
    text: `import { defineState, key } from "ragstep";
import { z } from "zod";

export const state = defineState({
  name: key(z.string().min(1), { input: true, doc: "Who comes in." }),
  greeting: key(z.string(), { output: true, doc: "What is said." }),
});
`,
  },
  {
    path: "steps/environment.ts",
    about: "the stores and services that a run gets",
    text: `import { join } from "node:path";
import type { CreateEnvironment, HttpRoute } from "ragstep";
import { z } from "zod";
import { openGuestBook } from "./guest-book.ts";
import type { GuestBook } from "./guest-book.ts";

export type Stores = { readonly Guests: GuestBook };
export type Services = Record<never, never>;

/** The \`environment\` block of a request file: with \`guests\`, a run has a guest book of its own. */
const blockSchema = z.strictObject({ guests: z.array(z.string()).optional() }).default({});

/** Where \`ragstep serve\` answers: the body's keys are the run's input, and the answer is its output keys. */
const greet: HttpRoute = {
  kind: "run",
  method: "POST",
  path: "/greetings",
  summary: "Greets a guest",
  entry: "Start",
  body: z.strictObject({ name: z.string().min(1) }),
  responses: { 200: z.object({ greeting: z.string() }) },
  toRequest: ({ body }) => body,
};

const createEnvironment: CreateEnvironment = ({ projectDirectory, overrides }) => {
  const { guests } = blockSchema.parse(overrides);
  const file = join(projectDirectory, ".ragstep/guests.json");
  return { stores: { Guests: openGuestBook(guests ?? file) }, services: {}, routes: [greet] };
};
export default createEnvironment;
`,
  },
  {
    path: "steps/guest-book.ts",
    about: "a small store",
    text: `import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** A step that a dotted edge leads to gets \`read\`; one that leads to the store gets \`write\`. */
export interface GuestBook {
  readonly read: { has(name: string): boolean };
  readonly write: { add(name: string): void };
}

const fileSchema = z.array(z.string());

/** Opens the guest book in a JSON file, or one in memory with these names. */
export function openGuestBook(place: string | readonly string[]): GuestBook {
  const file = typeof place === "string" ? place : null;
  const written = file !== null && existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const names = new Set(typeof place === "string" ? written : place);
  return {
    read: { has: (name) => names.has(name) },
    write: {
      add(name) {
        names.add(name);
        if (file === null) return;
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify([...names]));
      },
    },
  };
}
`,
  },
  handler("Start", "the steps, one file each", "{ run() {} }"),
  handler(
    "Known",
    "a decision: returns the label of an edge",
    `{
  reads: ["name"],
  attrs: ["seen"],
  run({ state, stores, log }) {
    const seen = stores.Guests.has(state.name);
    log({ seen });
    return seen ? "Yes" : "No";
  },
}`,
  ),
  handler(
    "Welcome",
    "writes a key of the state",
    `{
  reads: ["name"],
  writes: ["greeting"],
  run: ({ state }) => ({ greeting: \`Welcome back, \${state.name}.\` }),
}`,
  ),
  handler(
    "Meet",
    "writes to the store too",
    `{
  reads: ["name"],
  writes: ["greeting"],
  run({ state, stores }) {
    stores.Guests.add(state.name);
    return { greeting: \`Nice to meet you, \${state.name}.\` };
  },
}`,
  ),
  handler("Done", "the end", "{ run() {} }"),
];
