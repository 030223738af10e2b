/** A program's two texts. */
export interface Texts {
  readonly mermaid: string;
  readonly yaml: string;
  /** Node ids in the order of the diagram. */
  readonly nodes: readonly string[];
}

interface Drawn {
  readonly id: string;
  readonly type: "startEnd" | "process" | "decision";
}

const brackets = { startEnd: ['(["', '"])'], process: ['["', '"]'], decision: ['{"', '"}'] } as const;

function textsOf(nodes: readonly Drawn[], edges: readonly string[]): Texts {
  const mermaid = ["flowchart TD"];
  const yaml = ["steps:"];
  for (const [i, { id, type }] of nodes.entries()) {
    const [open, close] = brackets[type];
    mermaid.push(`  ${id}${open}Label of ${id}${close}`);
    yaml.push(
      `  - step: ${i + 1}`,
      `    id: RAG.bench.${id.toLowerCase()}`,
      `    node_id: ${id}`,
      `    node_label: Label of ${id}`,
      `    type: ${type}`,
      "    category: bench",
      `    nodes: [${id}]`,
      "    code_owner: bench",
    );
  }
  mermaid.push(...edges.map((edge) => `  ${edge}`));
  return {
    mermaid: `${mermaid.join("\n")}\n`,
    yaml: `${yaml.join("\n")}\n`,
    nodes: nodes.map((node) => node.id),
  };
}

/** `Start`, then the given number of processes in a line, then `End`. */
export function chainTexts(processes: number): Texts {
  const ids = Array.from({ length: processes }, (_, i) => `P${i + 1}`);
  const line = ["Start", ...ids, "End"];
  return textsOf(
    line.map((id) => ({ id, type: id === "Start" || id === "End" ? "startEnd" : "process" })),
    line.slice(1).map((id, i) => `${line[i] ?? ""} --> ${id}`),
  );
}

/** Blocks of ten nodes, a decision and two ways in each, one after the other: about as many nodes as asked for. */
export function branchingTexts(nodes: number): Texts {
  const drawn: Drawn[] = [{ id: "Start", type: "startEnd" }];
  const edges: string[] = [];
  let last = "Start";
  for (let block = 1; block <= Math.max(1, Math.round((nodes - 2) / 10)); block++) {
    const name = (part: string): string => `B${block}${part}`;
    drawn.push({ id: name("Pre"), type: "process" }, { id: name("Choice"), type: "decision" });
    for (const part of ["Y1", "Y2", "N1", "N2", "M1", "M2", "M3", "M4"])
      drawn.push({ id: name(part), type: "process" });
    edges.push(
      `${last} --> ${name("Pre")} --> ${name("Choice")}`,
      `${name("Choice")} -->|yes| ${name("Y1")} --> ${name("Y2")} --> ${name("M1")}`,
      `${name("Choice")} -->|no| ${name("N1")} --> ${name("N2")} --> ${name("M1")}`,
      `${name("M1")} --> ${name("M2")} --> ${name("M3")} --> ${name("M4")}`,
    );
    last = name("M4");
  }
  drawn.push({ id: "End", type: "startEnd" });
  edges.push(`${last} --> End`);
  return textsOf(drawn, edges);
}
