import { dirname, join } from "node:path";
import type { MessagePort } from "node:worker_threads";
import { checkProject } from "../../checks/check-project.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { ansiPalette, plainPalette } from "../../report/palette.ts";
import type { Palette } from "../../report/palette.ts";
import type { Terminal } from "../terminal.ts";
import { checkReport, errorReport, runReport } from "./cycle-report.ts";
import type {
  CycleAnswer,
  CycleOrder,
  CyclePart,
  CycleResult,
  DevThreadData,
  WatchedPlaces,
} from "./messages.ts";
import { watchModules } from "./module-versions.ts";
import type { ModuleFiles } from "./module-versions.ts";
import { runPart } from "./run-part.ts";

function placesOf(layout: Layout, modules: ModuleFiles, request: string | null): WatchedPlaces {
  const { root, diagram, registry, steps, docs, tests } = layout;
  const files = [diagram, ...(registry === null ? [] : [registry]), ...modules.project];
  if (request !== null) files.push(request);
  return {
    root,
    trees: [steps, docs, join(tests, "steps"), join(tests, "fixtures")],
    folders: [...new Set([root, ...[...files, ...modules.fixed].map((file) => dirname(file))])],
    files,
    fixed: modules.fixed,
  };
}

const parts: Readonly<
  Record<
    CyclePart,
    (layout: Layout, order: CycleOrder, terminal: Terminal, palette: Palette) => Promise<CycleResult>
  >
> = {
  async check(layout, _order, _terminal, palette) {
    return checkReport((await checkProject(layout, { code: true, fresh: true })).diagnostics, palette);
  },
  async run(layout, { request }, terminal, palette) {
    return runReport(await runPart(layout, request, terminal), palette);
  },
};

/** Loads the project and does its part, as often as an order comes; a new order ends what the one before started. */
export function serveCycles(
  port: MessagePort,
  { part, cwd, layout: flags, colours }: DevThreadData,
  terminal: Terminal,
): void {
  const modules = watchModules();
  const palette = colours ? ansiPalette : plainPalette;
  let current = new AbortController();
  let before: Promise<void> = Promise.resolve();

  async function cycle(order: CycleOrder, { signal }: AbortController): Promise<void> {
    modules.renew(order.changed);
    // Other orders have come since: the newest does their work too.
    if (signal.aborted) return;
    let layout: Layout | null = null;
    let result: CycleResult;
    try {
      layout = await findLayout(cwd, flags);
      result = await parts[part](layout, order, { ...terminal, interrupted: signal }, palette);
    } catch (error) {
      if (!(error instanceof RagstepError)) throw error;
      result = errorReport(error, palette);
    }
    if (signal.aborted) return;
    const answer: CycleAnswer = {
      id: order.id,
      result,
      places: layout === null ? null : placesOf(layout, modules.files(), order.request?.named ?? null),
      heapBytes: process.memoryUsage().heapUsed,
    };
    port.postMessage(answer);
  }

  port.on("message", (order: CycleOrder) => {
    current.abort(new Error("A file was saved."));
    const mine = new AbortController();
    current = mine;
    before = before.then(() => cycle(order, mine));
  });
}
