import type { Palette } from "./palette.ts";
import type { StepCard } from "./step-card.ts";

type Row = readonly [name: string, lines: readonly string[]];

function policyText({ policy }: StepCard): string {
  const { retry } = policy;
  const parts = [
    policy.timeout_ms === null ? "no timeout" : `timeout ${policy.timeout_ms} ms`,
    retry === null
      ? "no retry"
      : `${retry.attempts} attempts (first wait ${retry.backoff_ms} ms, factor ${retry.factor}, jitter ${retry.jitter})`,
    `at most ${policy.max_visits} visits a run`,
  ];
  if (policy.flag !== null) parts.push(`flag \`${policy.flag}\``);
  return parts.join(", ");
}

function edgeText(name: string, edge: { readonly label: string | null; readonly kind: string }): string {
  return edge.label === null ? name : `${name}  [${edge.label}]`;
}

function orNone(list: readonly string[]): readonly string[] {
  return list.length === 0 ? ["none"] : list;
}

function codeRows({ code, drawn }: StepCard): readonly Row[] {
  if (code === null) return drawn ? [["code", ["not loaded"]]] : [];
  const optional = Object.entries(code.optional).map(([key, without]) => `${key}: ${without}`);
  return [
    ["reads", orNone([code.reads.join(", ")].filter(Boolean))],
    ...(optional.length > 0 ? [["optional", optional] as const] : []),
    ["writes", orNone([code.writes.join(", ")].filter(Boolean))],
    ["attrs", orNone([code.attrs.join(", ")].filter(Boolean))],
    ["pure", [code.pure ? "yes: no store, no service" : "no"]],
  ];
}

/** A step's card for people: one row a fact, edges one a line. */
export function stepCardText(card: StepCard, palette: Palette): string {
  const rows: readonly Row[] = [
    ["id", [card.id ?? "not registered"]],
    ["type", [card.type]],
    ["category", [card.category ?? "none"]],
    ["status", [card.status]],
    ["owner", [card.owner ?? "none"]],
    ["lane", [card.lane ?? (card.drawn ? "outside every lane" : "not drawn")]],
    ["file", [card.file ?? "not written"]],
    ["doc", [card.doc ?? "none"]],
    ["in", orNone(card.edges_in.map((edge) => `<- ${edgeText(edge.from, edge)}`))],
    ["out", orNone(card.edges_out.map((edge) => `-> ${edgeText(edge.to, edge)}`))],
    ["stores", orNone(card.stores.map(({ store, access }) => `${store} (${access})`))],
    ...codeRows(card),
    ["policy", [policyText(card)]],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const number = card.step === null ? "" : `${card.step} `;
  return [
    `${palette.bold(`${number}${card.node}`)}  ${card.label}`,
    ...rows.flatMap(([name, lines]) =>
      lines.map((line, at) => `  ${palette.dim((at === 0 ? name : "").padEnd(width))}  ${line}`),
    ),
    "",
  ].join("\n");
}
