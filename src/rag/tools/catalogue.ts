import { z } from "zod";

import { recognizeQuestion } from "../ccnl/recognize-question.ts";
import { ccnlArguments } from "../ccnl/request.ts";
import type { ToolSpec } from "../llm/types.ts";

/** The branch of the graph that a tool call goes to. */
export type ToolType = "Knowledge" | "CCNL" | "Document" | "FAQ";

const question = z.string().trim().min(1).max(1000);

export const knowledgeArguments = z.object({
  query: question.describe("Che cosa cercare, in italiano."),
  max_results: z.int().min(1).max(10).default(5).describe("Quanti passi al massimo."),
});

/** Least similarity of a match that counts, for each degree of confidence a model may ask for. */
export const confidenceScores = { low: 0.5, medium: 0.7, high: 0.85, exact: 0.95 } as const;

export const faqArguments = z.object({
  query: question.describe("La domanda, in italiano."),
  max_results: z.int().min(1).max(10).default(3).describe("Quante risposte al massimo."),
  min_confidence: z
    .enum(["low", "medium", "high", "exact"])
    .default("medium")
    .describe("Quanto simile dev'essere la domanda."),
});

/** The tool that is offered only where there is something to read. */
export const documentToolName = "DocumentIngestTool";

export const documentArguments = z.object({
  documents: z
    .array(z.string().trim().min(1).max(255))
    .max(50)
    .optional()
    .describe("Nomi dei file da leggere; senza, tutti gli allegati."),
});

interface Tool {
  readonly name: string;
  readonly type: ToolType;
  readonly description: string;
  readonly arguments: z.ZodType<Record<string, unknown>>;
  readonly recognize?: ToolSpec["recognize"];
}

const all: readonly Tool[] = [
  {
    name: "KnowledgeSearchTool",
    type: "Knowledge",
    description:
      "Cerca nella base di conoscenza su fisco, lavoro e contabilità; restituisce i passi più pertinenti con la fonte.",
    arguments: knowledgeArguments,
  },
  {
    name: "FAQTool",
    type: "FAQ",
    description: "Cerca tra le risposte già verificate dagli esperti alle domande frequenti.",
    arguments: faqArguments,
  },
  {
    name: "ccnl_query",
    type: "CCNL",
    description:
      "Consulta i contratti collettivi nazionali di lavoro (minimi, orario, ferie, permessi, preavviso, prova, scatti) e fa i calcoli: paga oraria, tredicesima e quattordicesima, straordinario, ferie maturate, preavviso, TFR. Ogni valore ha la fonte e la validità.",
    arguments: ccnlArguments,
    recognize: recognizeQuestion,
  },
  {
    name: documentToolName,
    type: "Document",
    description:
      "Legge i documenti allegati alla domanda (fatture elettroniche, F24, contratti, buste paga e altri) e ne restituisce i dati con pagina e posizione.",
    arguments: documentArguments,
  },
];

/** Tools that models are offered, by name. */
export const tools: ReadonlyMap<string, Tool> = new Map(all.map((tool) => [tool.name, tool]));

/** The same tools as a model is told of them. */
export const offeredTools: readonly ToolSpec[] = all.map((tool) => {
  let parameters: ToolSpec["parameters"] | undefined;
  return {
    name: tool.name,
    description: tool.description,
    // Made when a model is first told: it takes longer than loading all the steps of tools.
    get parameters() {
      parameters ??= z.toJSONSchema(tool.arguments, { io: "input" });
      return parameters;
    },
    recognize: tool.recognize,
  };
});
