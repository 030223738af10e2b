import type { ProjectFile } from "./project-file.ts";

/** What stands around the steps: compiler, continuous integration, and a page for people. */
export function projectFrame(name: string): readonly ProjectFile[] {
  return [
    {
      path: "tsconfig.json",
      about: "types, in the editor and with `npx tsc`",
      text: `{
  "compilerOptions": {
    "target": "es2024",
    "lib": ["es2024"],
    "module": "nodenext",
    "types": ["node"],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["steps", "test", "*.ts"]
}
`,
    },
    {
      path: ".gitignore",
      about: "what is made and not written",
      text: "node_modules/\n.ragstep/\n",
    },
    {
      path: ".github/workflows/ci.yml",
      about: "continuous integration: `npm test`",
      text: `name: ci
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - run: npm test
`,
    },
    {
      path: "README.md",
      about: "how to go on",
      text: `# ${name}

The architecture diagram is the program: \`docs/architecture/diagrams/greeting.mmd\` is what runs.

\`\`\`sh
npm start                                                 # a request walks the diagram
echo '{ "name": "Ada" }' > ada.json && npx ragstep run ada.json  # twice: Ada is known the second time
npx ragstep dev                                           # check and run again after each save
npx ragstep serve                                         # answers \`POST /greetings\`, and shows every run on the diagram
npm test                                                  # generated files, check, types, fixtures, tests
\`\`\`

- \`registry/rag_steps.yml\` gives each step a number and an id that are never used again.
- \`steps/greeting/<NodeId>.ts\` is the code of a step; it sees the keys it names and the stores that are wired to it.
- \`steps/state.ts\` names every key, \`steps/environment.ts\` makes the stores and names the addresses of the server.
- \`test/fixtures/requests\` holds requests, each with what it must come to.

A new step, with its code, test and types: \`npx ragstep add Remember --label "Remember the name" --type process --after Meet\`
`,
    },
  ];
}
