import type { DocumentFacts } from "./document-facts.ts";

/** Where pages and files are, as paths relative to the project, and the way from a page to the project. */
export interface Pages {
  /** `../../../`, from the folder of the page that is written. */
  readonly up: string;
  readonly steps: string;
  readonly index: string;
  readonly conformance: string;
  readonly diagram: string;
  readonly registry: string;
  readonly testsByStep: string;
  readonly lane: (lane: string) => string;
}

/** `docs/a` leads to the project by `../../`. */
function upFrom(folder: string): string {
  return "../".repeat(folder.split("/").filter((part) => part !== "").length);
}

/** The places of one project's documents, as a page in `folder` (relative to the project) links to them. */
export function pagesFrom({ places }: Pick<DocumentFacts, "places">, folder: string): Pages {
  const { docs, diagram, registry } = places;
  return {
    up: upFrom(folder),
    steps: `${docs}/steps`,
    index: `${docs}/steps/README.md`,
    conformance: `${docs}/conformance.md`,
    diagram,
    registry,
    testsByStep: `${docs}/tests-by-step.md`,
    lane: (lane) => `${docs}/lanes/${lane}.md`,
  };
}
