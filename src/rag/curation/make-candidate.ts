import { createHash } from "node:crypto";
import type { ExpertFeedback } from "../feedback/types.ts";
import type { Citation, GoldenEntry } from "../golden/types.ts";
import type { CandidateProblem, GoldenCandidate, GoldenProposal, Provenance } from "./types.ts";

const hashOf = (...parts: readonly unknown[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);

const placeholder = /\[[A-Z]{2,8}_[0-9]{1,6}\]/u;

/** What is asked and answered: a golden answer goes to everybody, so it must hold nothing of anybody. */
function holdsPersonalData(...texts: readonly string[]): boolean {
  return texts.some((text) => placeholder.test(text));
}

/** The words of an answer, for telling whether two are the same. */
const plain = (text: string) => text.replaceAll(/\s+/gu, " ").trim().toLowerCase();

/** Question and answer for an entry, with the entry that they would replace. */
interface Proposed {
  readonly question: string;
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly category: string;
  readonly tags: readonly string[];
  readonly current: GoldenEntry | null;
}

function entryOf({ question, answer, citations, category, tags, current }: Proposed) {
  if (current === null)
    return {
      id: `faq-${hashOf(plain(question))}`,
      question,
      phrasings: [],
      answer,
      citations,
      category,
      tags,
    };
  const asked = [current.question, ...current.phrasings];
  const known = asked.some((one) => plain(one) === plain(question)) || question === "";
  return {
    id: current.id,
    question: current.question,
    phrasings: known ? current.phrasings : [...current.phrasings, question],
    answer,
    citations: citations.length > 0 ? citations : current.citations,
    category: current.category,
    tags: current.tags,
  };
}

function problemsOf({ question, answer, current }: Proposed): readonly CandidateProblem[] {
  if (question === "" && current === null) return ["no_question"];
  if (holdsPersonalData(question, answer)) return ["personal_data"];
  if (current !== null && plain(current.answer) === plain(answer)) return ["already_golden"];
  return [];
}

const score = (value: number) => Math.round(value * 10_000) / 10_000;

/** The candidate that an expert's feedback makes. `times` is how many experts' records there are about the question, at least 1. */
export function candidateFromFeedback(
  feedback: ExpertFeedback,
  proposed: Proposed,
  times: number,
): GoldenCandidate {
  const { run_id, feedback_id, expert_id, trust_score, confidence, at } = feedback;
  return {
    kind: "answer",
    id: `cand_${hashOf("feedback", feedback_id)}`,
    provenance: { kind: "expert_feedback", run_id, feedback_id, expert_id, trust_score, confidence },
    priority_score: score(confidence * trust_score * Math.max(times, 1) * 100),
    quality_score: score((confidence + trust_score) / 2),
    problems: problemsOf(proposed),
    proposed_at: at,
    entry: entryOf(proposed),
    replaces_version: proposed.current?.version ?? null,
  };
}

/** The candidate that a rule's proposal makes. `current` is the entry that it is about, if there is one. */
export function candidateFromRule(
  proposal: GoldenProposal,
  current: GoldenEntry | null,
  proposed_at: string,
): GoldenCandidate {
  const { rule, reason, confidence, document_ids } = proposal;
  const provenance: Provenance = { kind: "ingestion_rule", rule, reason, confidence, document_ids };
  const documents = document_ids.toSorted();
  const common = {
    provenance,
    priority_score: score(confidence * 100),
    quality_score: score(confidence),
    proposed_at,
    replaces_version: current?.version ?? null,
  };
  if (proposal.kind === "obsolete") {
    const { faq_id } = proposal;
    // The version is in the id: an answer that was made anew may grow old anew.
    const id = `cand_${hashOf("obsolete", faq_id, current?.version ?? null, documents)}`;
    return { ...common, kind: "obsolete", id, faq_id, problems: current === null ? ["unknown_entry"] : [] };
  }
  const proposed = { ...proposal, current };
  return {
    ...common,
    kind: "answer",
    id: `cand_${hashOf("answer", plain(proposal.question), plain(proposal.answer), documents)}`,
    problems: problemsOf(proposed),
    entry: entryOf(proposed),
  };
}
