import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { ragstep, triageWith } from "../cli/ragstep.ts";
import { inBrowser, openPage } from "./pages.ts";
import { diagramIsThere } from "./served-page.ts";

const attack = `</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1"><!-- <script>`;
const diagram = "docs/architecture/diagrams/triage.mmd";

/** A run whose every text is an attack: its id, its error, its attributes. */
const record = {
  time: 1_767_225_600_000,
  run_id: `run_${attack}`,
  request_id: attack,
  step: 1,
  node: "Receive",
  visit: 1,
  attempt: 1,
  outcome: attack,
  edges: [],
  latency_ms: 5,
  attrs: { processing_stage: "failed", said: attack },
  error_code: attack,
  error_message: attack,
};

inBrowser("a saved page of hostile texts", () => {
  test("shows them as text and runs none of them", async () => {
    const project = await triageWith({ "run.log": `${JSON.stringify(record)}\n` });
    const text = await readFile(join(project, diagram), "utf8");
    const label = attack.replaceAll('"', "#quot;");
    const cwd = await triageWith({
      "run.log": `${JSON.stringify(record)}\n`,
      [diagram]: text.replace("Reply with the known answer", `"${label}"`),
    });
    const written = await ragstep(["view", "run.log", "--out", "run.html"], { cwd });
    expect(written).toMatchObject({ code: 0, stdout: "run.html\n" });
    const { page } = await openPage({ offline: true, viewport: { width: 1440, height: 900 } });
    const loaded: string[] = [];
    page.on("requestfinished", (request) => void loaded.push(request.url()));
    page.on("dialog", () => expect.unreachable());
    await page.goto(pathToFileURL(join(cwd, "run.html")).href);
    await diagramIsThere(page);
    await page.locator(".run-list-link").click();
    await page.locator(".run-header-error").first().waitFor();
    for (const tab of ["Log", "State", "Frames", "Timeline"])
      await page.getByRole("tab", { name: tab }).click();
    await page.locator("g.node").first().click();
    expect(await page.locator(".run-list-id").textContent()).toBe(record.run_id);
    expect(await page.locator(".run-header-error").first().textContent()).toContain(attack);
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.title()).toBe(`${record.run_id} · ragstep`);
    // Mermaid lets a label hold a picture; the page's policy does not let it be loaded.
    expect(loaded.filter((url) => !/^data:|\/run[.]html/.test(url))).toEqual([]);
  });
});
