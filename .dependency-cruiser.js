/**
 * The walls of this repository, each with its reason. The folders of src/ stand in the order of the work: text becomes
 * a graph, a graph runs, a project is loaded, checked, reported. A folder imports only from folders before it.
 */
const order = [
  "text",
  "diagnostics",
  "mermaid",
  "registry",
  "definition",
  "graph",
  "runtime",
  "recording",
  "simulation",
  "project",
  "documents",
  "checks",
  "diff",
  "report",
  "scaffold",
  "telemetry",
  "server",
  "view",
];

const folderOrder = order.map((folder, place) => ({
  name: `src-${folder}-looks-back`,
  comment: `src/${folder} imports only from the folders before it, so that every part can be read and tested without what uses it.`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: `^src/(${order.slice(0, place + 1).join("|")})/` },
}));

/** What the page runs of the sources: shapes of what it is told, and sums and texts that are the same on both sides. */
const browserSafe = [
  "src/graph/picture-text[.]ts",
  "src/runtime/log-line[.]ts",
  "src/server/api-schemas[.]ts",
  "src/server/runs/(run-rows|summarize|walk-count)[.]ts",
  "src/view/saved-page[.]ts",
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment:
        "Files that import each other in a circle load in an order by luck. Types are gone by then, so a circle that a type closes is none.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...folderOrder,
    {
      name: "src-never-imports-steps",
      comment: "The engine runs any project's steps; knowing these would make it a program for one diagram.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(steps|test|bench)/" },
    },
    {
      name: "steps-use-the-public-doors",
      comment:
        "A step sees the public API and the services, as a step in another project does; the engine's rooms stay free to change.",
      severity: "error",
      from: { path: "^steps/" },
      to: { path: "^src/", pathNot: "^src/(index\\.ts$|rag/)" },
    },
    {
      name: "rag-stands-aside",
      comment:
        "Services know texts, diagnostics and the contracts of steps, never the engine, so either can be replaced.",
      severity: "error",
      from: { path: "^src/rag/" },
      to: { path: "^src/", pathNot: "^src/(rag|text|diagnostics|definition)/" },
    },
    {
      name: "engine-knows-no-services",
      comment:
        '`import "ragstep"` must not load a database or a model\'s SDK. The commands that keep a service in order are loaded only when called.',
      severity: "error",
      from: {
        path: "^src/",
        pathNot: "^src/(rag/|cli/commands/(reembed|ledger|golden|feedback|ingest)[.]ts$)",
      },
      to: { path: "^src/rag/" },
    },
    {
      name: "tracing-is-loaded-when-asked-for",
      comment: "Who does not trace pays nothing for it, not even the 20 ms in which its library loads.",
      severity: "error",
      from: { path: "^(src|steps)/", pathNot: "^src/telemetry/" },
      to: {
        path: "^(src/telemetry/|node_modules/@opentelemetry/)",
        pathNot: "^src/telemetry/registered-api[.]ts$",
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "cli-is-on-top",
      comment: "Only the command line knows terminals and exit codes; nothing below may depend on it.",
      severity: "error",
      from: { path: "^(src|steps)/", pathNot: "^src/cli/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "testing-is-for-tests",
      comment:
        "What runs one step for a test loads a project by itself; nothing that runs in earnest may lean on it.",
      severity: "error",
      from: { path: "^(src|steps)/", pathNot: "^src/testing/" },
      to: { path: "^src/testing/" },
    },
    {
      name: "page-takes-what-a-browser-can-run",
      comment:
        "The page shares types with the server, and by name the few modules that neither know Node nor bring a library along.",
      severity: "error",
      from: { path: "^page/src/" },
      to: {
        path: "^(src|steps|test|bench)/",
        pathNot: `^(${browserSafe.join("|")})$`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "page-knows-no-node",
      comment: "What runs in a browser has no disk and no process.",
      severity: "error",
      from: { path: "^page/src/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "page-is-its-own",
      comment: "Nothing but tests looks into the page: the server hands it out as it was built.",
      severity: "error",
      from: { path: "^(src|steps)/" },
      to: { path: "^page/" },
    },
    {
      name: "few-read-the-disk",
      comment:
        "Parsers, graph and runner work on values, so they are tested without files and run anywhere; files come in through src/project, the command line, the storage of the services, and the runs and the page that a server keeps.",
      severity: "error",
      from: {
        path: "^(src|steps)/",
        pathNot: "^src/(project|cli|rag|testing|server/runs)/|^src/server/page[.]ts$",
      },
      to: { dependencyTypes: ["core"], path: "^(node:)?(fs|fs/promises|child_process|sqlite)$" },
    },
    {
      name: "few-open-connections",
      comment:
        "The runner has no transport and no clock of its own; connections belong to the services and a server.",
      severity: "error",
      from: { path: "^(src|steps)/", pathNot: "^src/(rag|server)/" },
      to: { dependencyTypes: ["core"], path: "^(node:)?(http|https|http2|net|tls|dgram|dns)$" },
    },
    {
      name: "nothing-unresolved",
      comment: "An import that cannot be resolved is not checked by any other rule here.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-undeclared-package",
      comment:
        "A package that is used is named in package.json, and what is shipped uses no devDependency, unless users may bring it as a peer.",
      severity: "error",
      from: { path: "^(src|steps)/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"], dependencyTypesNot: ["npm-peer"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
