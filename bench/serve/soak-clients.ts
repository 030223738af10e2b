/** Clients of all kinds, as a process: those that read to the end, leave, read slowly, and ask what is wrong. */
import { Agent, request, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { soakSettings } from "./messages.ts";
import { settingsOf, tell } from "./process.ts";

const { url, minutes } = settingsOf(soakSettings);
const end = performance.now() + minutes * 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const outcomes: Record<string, number> = {};
const runIds: string[] = [];
const surprises = new Set<string>();
let asked = 0;

interface Kind {
  readonly name: string;
  readonly clients: number;
  readonly path: string;
  readonly body: () => string;
  readonly authorization?: string;
  /** What may come; the rest is a surprise. A run that cannot be stored while the database is held is a 503. */
  readonly statuses: readonly number[];
  /** Takes the answer; gives what came of it. */
  readonly read: (response: IncomingMessage) => Promise<string>;
  /** Leaves so many milliseconds after asking, whatever has come. */
  readonly leaveAfterMs?: number;
}

const golden = () =>
  JSON.stringify({
    messages: [{ role: "user", content: "Qual è l'aliquota IVA ordinaria?" }],
    stream: false,
  });
const other = () =>
  JSON.stringify({
    messages: [
      {
        role: "user",
        content: `Quali sono le scadenze per versare l'IVA periodica e con quale modello si paga? Pratica ${asked}.`,
      },
    ],
    stream: true,
  });

async function whole(response: IncomingMessage): Promise<string> {
  let last = "";
  try {
    for await (const chunk of response.setEncoding("utf8")) last = (last + String(chunk)).slice(-400);
  } catch {
    return "cut off";
  }
  if (last.includes("data: [DONE]")) return "done";
  return last.includes("event: error") ? "error frame" : "whole";
}

async function slowly(response: IncomingMessage): Promise<string> {
  try {
    for await (const chunk of response) await sleep(20, chunk);
  } catch {
    return "cut off";
  }
  return "read";
}

async function left(response: IncomingMessage): Promise<string> {
  await sleep(Math.random() * 1000);
  response.destroy();
  return "left";
}

const kinds: readonly Kind[] = [
  { name: "golden", clients: 2, path: "/api/v1/chat", body: golden, statuses: [200, 503], read: whole },
  { name: "stream", clients: 8, path: "/api/v1/chat/stream", body: other, statuses: [200, 503], read: whole },
  { name: "slow", clients: 3, path: "/api/v1/chat/stream", body: other, statuses: [200, 503], read: slowly },
  { name: "leaving", clients: 3, path: "/api/v1/chat/stream", body: other, statuses: [200, 503], read: left },
  {
    name: "leaving early",
    clients: 1,
    path: "/api/v1/chat/stream",
    body: other,
    statuses: [200, 503],
    read: left,
    leaveAfterMs: 15,
  },
  { name: "no JSON", clients: 1, path: "/api/v1/chat", body: () => "{", statuses: [400, 503], read: whole },
  {
    name: "stranger",
    clients: 1,
    path: "/api/v1/chat",
    body: golden,
    authorization: "Bearer nobody",
    statuses: [401, 503],
    read: whole,
  },
  { name: "lost", clients: 1, path: "/api/v1/nowhere", body: golden, statuses: [404], read: whole },
];

async function ask(kind: Kind): Promise<string> {
  const body = kind.body();
  const headers = {
    authorization: kind.authorization ?? "Bearer demo",
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  const { promise, resolve } = Promise.withResolvers<string>();
  const sent = request(`${url}${kind.path}`, { agent, method: "POST", headers }, (response) => {
    const { statusCode = 0 } = response;
    const id = response.headers["x-run-id"];
    if (typeof id === "string" && statusCode === 200) runIds.push(id);
    if (!kind.statuses.includes(statusCode)) surprises.add(`${kind.name}: status ${statusCode}`);
    kind.read(response).then(
      (came) => resolve(`${statusCode} ${came}`),
      () => resolve(`${statusCode} broken`),
    );
  });
  sent.once("error", (error) => {
    if (kind.leaveAfterMs === undefined) surprises.add(`${kind.name}: ${error.message}`);
    resolve("gone");
  });
  sent.end(body);
  if (kind.leaveAfterMs !== undefined) setTimeout(() => sent.destroy(), kind.leaveAfterMs);
  return await promise;
}

async function keepAsking(kind: Kind): Promise<void> {
  while (performance.now() < end) {
    asked++;
    const outcome = `${kind.name} ${await ask(kind)}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    await sleep(50 + Math.random() * 200);
  }
}

await Promise.all(kinds.flatMap((kind) => Array.from({ length: kind.clients }, () => keepAsking(kind))));
await tell({ outcomes, runIds, surprises: [...surprises] });
agent.destroy();
process.disconnect();
