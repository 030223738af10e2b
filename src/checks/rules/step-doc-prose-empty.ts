import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { behaviorMark, proseHeadings, readStepProse } from "../../documents/step-page.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-doc-prose-empty",
  severity: "error",
  title: "A part of a step's page in which nobody has written anything",
} as const;
const report = reporterFor(about);

/** A heading and what stands below it, up to the next one; `##` and deeper, since the first is the page's title. */
const section = /^(##+ [^\n]*)\n([^]*?)(?=^#+ |(?![^]))/gm;

/** How deep the heading is that a text begins with; 0 without one. */
function depth(text: string): number {
  return /^#*/.exec(text)?.[0].length ?? 0;
}

/** Generated facts share a section with the notes, so that it does not look empty without them. */
function missingNotes(file: SourceFile): readonly Diagnostic[] {
  if (readStepProse(file.text).behavior !== "") return [];
  const start = Math.max(0, file.text.indexOf(behaviorMark));
  const end = file.text.startsWith(behaviorMark, start) ? start + behaviorMark.length : start;
  return [
    report(
      { file, span: { start, end } },
      `\`${file.path}\` has no behaviour notes: generated facts alone do not say what the step does.`,
      { hint: `${behaviorMark} Reads the request and asks the user.` },
    ),
  ];
}

function emptySections(file: SourceFile): readonly Diagnostic[] {
  return Array.from(file.text.matchAll(section)).flatMap((match) => {
    const [whole, heading = "", body = ""] = match;
    const name = heading.replace(/^#+ /, "").trim();
    // Comments, such as the markers around generated facts, say nothing to a reader.
    const says = body.replaceAll(/<!--[^]*?-->/g, "").trim() !== "";
    // A heading right below is a part of this section.
    const next = file.text.slice(match.index + whole.length);
    if (says || depth(next) > depth(heading) || name === proseHeadings.behavior) return [];
    const span = { start: match.index, end: match.index + heading.length };
    return [
      report({ file, span }, `The section \`${name}\` is empty, but people come here to read it.`, {
        hint: "None.",
      }),
    ];
  });
}

export default rule({
  ...about,
  needs: ["docs"],
  check: ({ docs }) =>
    docs === null
      ? []
      : docs.pages
          .filter(({ file }) => file.path.startsWith(`${docs.stepsFolder}/STEP-`))
          .flatMap(({ file }) => [...missingNotes(file), ...emptySections(file)]),
});
