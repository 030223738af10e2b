import { rm } from "node:fs/promises";
import { askerReport, listening } from "./messages.ts";
import type { AskerReport, AskerSettings } from "./messages.ts";
import { startHelper } from "./process.ts";
import { projectFolder } from "./project-folder.ts";
import { serveProject } from "./served-project.ts";

/** How one server did with so many clients at once. */
export interface ChatResult extends AskerReport {
  readonly concurrency: number;
}

/** What answers the same question with the same bytes. */
export interface ChatResults {
  readonly ragstep: readonly ChatResult[];
  readonly langgraph: readonly ChatResult[];
  readonly fastify: readonly ChatResult[];
}

const body = JSON.stringify({
  messages: [{ role: "user", content: "Qual è l'aliquota IVA ordinaria?" }],
  stream: false,
});

async function answerOf(url: string): Promise<string> {
  const headers = { authorization: "Bearer demo", "content-type": "application/json" };
  const response = await fetch(`${url}/api/v1/chat`, { method: "POST", headers, body });
  return await response.text();
}

async function ask(settings: AskerSettings): Promise<ChatResult> {
  await using askers = startHelper("askers.ts", settings, askerReport);
  return { ...(await askers.next()), concurrency: settings.concurrency };
}

/** Asks a question that experts have answered, of three servers in turns, by so many clients at once. */
export async function runChat(plan: {
  readonly concurrency: readonly number[];
  readonly seconds: number;
}): Promise<ChatResults> {
  await using served = await serveProject({ settings: {} });
  const folder = await projectFolder();
  try {
    await using langgraph = startHelper("langgraph.ts", { folder, body }, listening);
    const { url: langgraphUrl } = await langgraph.next();
    const answer = await answerOf(served.url);
    await using fastify = startHelper("bare-fastify.ts", { answer }, listening);
    const { url: fastifyUrl } = await fastify.next();
    const results: Record<keyof ChatResults, ChatResult[]> = { ragstep: [], langgraph: [], fastify: [] };
    for (const concurrency of plan.concurrency) {
      const how = { body, concurrency, seconds: plan.seconds, expect: answer };
      results.ragstep.push(await ask({ ...how, url: served.url }));
      results.langgraph.push(await ask({ ...how, url: langgraphUrl }));
      results.fastify.push(await ask({ ...how, url: fastifyUrl }));
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
