import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "step-doc-section-empty",
  severity: "error",
  title: "A section of a step's page that says nothing",
} as const;
const report = reporterFor(about);

/** A heading and what stands below it, up to the next one; `##` and deeper, since the first is the page's title. */
const section = /^(##+ [^\n]*)\n([^]*?)(?=^#+ |(?![^]))/gm;

/** How deep the heading is that a text begins with; 0 without one. */
function depth(text: string): number {
  return /^#*/.exec(text)?.[0].length ?? 0;
}

export default rule({
  ...about,
  needs: ["docs"],
  check({ docs }) {
    if (docs === null) return [];
    return docs.pages
      .filter(({ file }) => file.path.startsWith(`${docs.stepsFolder}/STEP-`))
      .flatMap(({ file }) =>
        Array.from(file.text.matchAll(section)).flatMap((match) => {
          const [whole, heading = "", body = ""] = match;
          // Comments, such as the markers around generated facts, say nothing to a reader.
          const says = body.replaceAll(/<!--[^]*?-->/g, "").trim() !== "";
          // A heading right below is a part of this section.
          const next = file.text.slice(match.index + whole.length);
          if (says || depth(next) > depth(heading)) return [];
          const span = { start: match.index, end: match.index + heading.length };
          const name = heading.replace(/^#+ /, "");
          return [
            report({ file, span }, `The section \`${name}\` is empty, but people come here to read it.`, {
              hint: "None.",
            }),
          ];
        }),
      );
  },
});
