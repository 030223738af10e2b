import type { ProjectFile } from "./project-file.ts";

/** What a new project draws and registers. Its numbers and ids are the first that are never used again. */
export const greetingFlow: readonly ProjectFile[] = [
  {
    path: "docs/architecture/diagrams/greeting.mmd",
    about: "what runs",
    text: `%% This picture is the program: \`ragstep check\` compares it with registry/rag_steps.yml and steps/.
flowchart TD
  subgraph greeting [Greeting]
    Start([A name comes in])
    Known{Seen before?}
    Welcome[Welcome back]
    Meet[Nice to meet you]
    Done([Greeted])
  end
  Guests[(Guests)]

  Start --> Known
  Known -->|Yes| Welcome
  Known -->|No| Meet
  Welcome --> Done
  Meet --> Done

%% Dotted edges are permissions: from a store a step may read, to a store it may write.
  Guests -.-> Known
  Meet -.-> Guests
`,
  },
  {
    path: "registry/rag_steps.yml",
    about: "numbers and ids of the steps, never used again",
    text: `version: 1

steps:
  - step: 1
    id: RAG.greeting.a.name.comes.in
    node_id: Start
    node_label: A name comes in
    type: startEnd
    category: greeting
    code_owner: me

  - step: 2
    id: RAG.greeting.seen.before
    node_id: Known
    node_label: Seen before?
    type: decision
    category: greeting
    code_owner: me

  - step: 3
    id: RAG.greeting.welcome.back
    node_id: Welcome
    node_label: Welcome back
    type: process
    category: greeting
    code_owner: me

  - step: 4
    id: RAG.greeting.nice.to.meet.you
    node_id: Meet
    node_label: Nice to meet you
    type: process
    category: greeting
    code_owner: me

  - step: 5
    id: RAG.greeting.greeted
    node_id: Done
    node_label: Greeted
    type: startEnd
    category: greeting
    code_owner: me
`,
  },
];
