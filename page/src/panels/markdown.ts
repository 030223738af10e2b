import DOMPurify from "dompurify";
import { marked } from "marked";

/** What a document of a step may hold. Nothing of it runs, loads or reaches out by itself. */
const allowed = {
  ALLOWED_TAGS: [
    ..."h1 h2 h3 h4 h5 h6 p ul ol li a code pre em strong del blockquote hr br".split(" "),
    ..."table thead tbody tr th td sub sup kbd details summary".split(" "),
  ],
  ALLOWED_ATTR: ["href", "title", "align", "start", "open"],
};

/** The step that a link between documents of steps leads to; null for any other link. */
function stepOf(href: string): number | null {
  const number = /(?:^|\/)STEP-(\d+)-[^/]*\.md(?:#.*)?$/.exec(href)?.[1];
  return number === undefined ? null : Number(number);
}

/**
 * A document as elements. Links to documents of other steps call `onStep` with the step's number, links out open a
 * window of their own, and links to files, which a page does not have, become plain text that tells the path.
 */
export function documentFragment(markdown: string, onStep: (step: number) => void): DocumentFragment {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const fragment = DOMPurify.sanitize(html, { ...allowed, RETURN_DOM_FRAGMENT: true });
  for (const link of fragment.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? "";
    const step = stepOf(href);
    if (step !== null) {
      link.setAttribute("href", location.hash === "" ? "#/" : location.hash);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        onStep(step);
      });
    } else if (/^https?:/.test(href)) {
      link.target = "_blank";
      link.rel = "noreferrer";
    } else {
      const text = document.createElement("span");
      text.title = href;
      text.append(...link.childNodes);
      link.replaceWith(text);
    }
  }
  return fragment;
}
