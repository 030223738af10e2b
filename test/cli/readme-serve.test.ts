import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "./ragstep.ts";
import { projectWith, serveIn } from "./served.ts";

const readme = await readFile(join(repository, "README.md"), "utf8");
const section = readme.split("\n## Serve it\n")[1]?.split("\n## ")[0] ?? "";

/** The commands of the section that call the server; one that goes on in the next line is one. */
const calls = Array.from(section.matchAll(/^curl (?:.*\\\n)*.*$/gm), ([command]) => command);

async function shell(command: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile("bash", ["-c", command], (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
  });
}

test("what the README tells one to type to a server does what the README shows", async () => {
  expect(calls.length).toBeGreaterThanOrEqual(2);
  const server = await serveIn(await projectWith("{}\n"));
  const { host } = new URL(server.url);
  const told: string[] = [];
  for (const command of calls) told.push(await shell(command.replaceAll("localhost:8105", host)));
  const [answer = "", ...others] = told;
  expect(answer).toMatch(/^data: [\s\S]*data: \[DONE\]\n\n$/);
  expect(others.join("\n")).toMatch(/"run_id":"run_[0-9a-f]{32}"/);
});
