/**
 * Puts this engine into a harness that compares step engines by adapters (`load`, `compile`, `run`, `stream`).
 * Copy it to `engines/ragstep/adapter.mjs` of the harness, and to `engines/ragstep-log/adapter.mjs` for the same with
 * the log on, written line by line to /dev/null. It runs the installed package `ragstep`, or the entry file that the
 * environment variable RAGSTEP names, such as a checkout's dist/index.js.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const logging = import.meta.url.endsWith("ragstep-log/adapter.mjs");

let engine;
let state;
let logger;

/** Our two texts of a graph of the harness, made once: what is timed is the way from text to runnable. */
const textsOf = new WeakMap();

function makeTexts(graph) {
  const withOut = new Set(graph.edges.map((edge) => edge.from));
  const kindOf = (node) => {
    if (node.type === "decision") return "decision";
    return node.id === graph.start || !withOut.has(node.id) ? "startEnd" : "process";
  };
  const brackets = { decision: ["{", "}"], startEnd: ["([", "])"], process: ["[", "]"] };
  const mermaid = ["flowchart TD"];
  const yaml = ["steps:"];
  for (const [i, node] of graph.nodes.entries()) {
    const kind = kindOf(node);
    const [open, close] = brackets[kind];
    mermaid.push(`  ${node.id}${open}"${node.id}"${close}`);
    yaml.push(
      `  - step: ${i + 1}`,
      `    id: RAG.bench.${node.id}`,
      `    node_id: ${node.id}`,
      `    node_label: ${node.id}`,
      `    type: ${kind}`,
      "    category: bench",
      `    nodes: [${node.id}]`,
      "    code_owner: bench",
    );
  }
  for (const { from, to, label } of graph.edges) {
    mermaid.push(label ? `  ${from} -->|${label}| ${to}` : `  ${from} --> ${to}`);
  }
  return { mermaid: `${mermaid.join("\n")}\n`, yaml: `${yaml.join("\n")}\n` };
}

function compile(graph, handlers) {
  let texts = textsOf.get(graph);
  if (texts === undefined) textsOf.set(graph, (texts = makeTexts(graph)));
  const { sourceFile, parseFlowchart, readRegistry, link, createProgram, prepare, run } = engine;
  const diagram = sourceFile("graph.mmd", texts.mermaid);
  const parsed = parseFlowchart(diagram);
  const registry = readRegistry(sourceFile("graph.yml", texts.yaml));
  const linked = link(parsed.value, diagram, registry.value);
  const step = engine.stepsOf();
  const steps = graph.nodes.map(({ id }) => ({
    file: `${id}.ts`,
    definition: step(id, { reads: ["ctx"], run: (context) => handlers[id](context.state.ctx) }),
  }));
  const program = createProgram({ graph: linked.value, state, steps });
  if (program.value === null) {
    const [first] = [
      ...parsed.diagnostics,
      ...registry.diagnostics,
      ...linked.diagnostics,
      ...program.diagnostics,
    ];
    throw new Error(first?.message ?? "The graph could not be loaded.");
  }
  prepare(program.value);
  const options = logging ? { entry: graph.start, logger } : { entry: graph.start };
  const finish = async (ctx, { done }) => {
    const result = await done;
    if (result.status !== "completed") throw result.error;
    return ctx;
  };
  return {
    run: (ctx) => finish(ctx, run(program.value, { ctx }, options)),
    stream: (ctx, onEvent) => finish(ctx, run(program.value, { ctx }, { ...options, onEvent })),
  };
}

export default {
  name: logging ? "ragstep, log on" : "ragstep",
  pkg: "ragstep",
  async load() {
    const entry = process.env["RAGSTEP"];
    const url = entry === undefined ? import.meta.resolve("ragstep") : pathToFileURL(entry).href;
    engine = await import(url);
    const require = createRequire(url);
    const { z } = require("zod");
    state = engine.defineState({ ctx: engine.key(z.any(), { transient: true, input: true }) });
    if (logging) {
      const { pino } = require("pino");
      logger = pino({ level: "info" }, pino.destination({ dest: "/dev/null", sync: true }));
    }
  },
  compile,
};
