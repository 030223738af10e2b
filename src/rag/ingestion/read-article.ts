/** The text of a web page. `title` is empty when it has none. */
export interface Article {
  readonly title: string;
  readonly text: string;
}

/** What is used of a node of a document. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}

/** What is used of a whole document: the library's own types need a browser's. */
interface PageDocument {
  readonly title: string;
  readonly body: PageNode;
  querySelector(selector: string): PageNode | null;
}

/** In a page with more elements no article is looked for: that would take seconds. */
const mostElements = 15_000;
/** Nesting beyond it says nothing to a reader. */
const deepest = 400;

const silent = new Set([
  "SCRIPT",
  "STYLE",
  "NOSCRIPT",
  "TEMPLATE",
  "SVG",
  "IFRAME",
  "FORM",
  "BUTTON",
  "NAV",
  "HEAD",
]);
const paragraphs = new Set(
  "P DIV SECTION ARTICLE MAIN BLOCKQUOTE UL OL DL TABLE FIGURE PRE H1 H2 H3 H4 H5 H6 HEADER FOOTER ASIDE HR".split(
    " ",
  ),
);
const lines = new Set(["LI", "TR", "DT", "DD", "BR", "CAPTION"]);

function write(node: PageNode, depth: number, out: string[]): void {
  const name = node.nodeName.toUpperCase();
  if (node.nodeType === 3) out.push((node.textContent ?? "").replaceAll(/\s+/g, " "));
  if (node.nodeType !== 1 || silent.has(name) || depth > deepest) return;
  const around = paragraphs.has(name) ? "\n\n" : lines.has(name) ? "\n" : "";
  out.push(around);
  for (const child of node.childNodes) write(child, depth + 1, out);
  out.push(around, name === "TD" || name === "TH" ? "  " : "");
}

function countElements(node: PageNode): number {
  let count = 0;
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    count++;
    for (const child of next.childNodes) if (child.nodeType === 1) open.push(child);
  }
  return count;
}

/** The text below a node: a blank line between paragraphs, a line for each item or row. */
function textOf(node: PageNode): string {
  const out: string[] = [];
  write(node, 0, out);
  return out
    .join("")
    .replaceAll(/[ \u00a0]{2,}/g, "  ")
    .replaceAll(/[ \t\u00a0]*\n[ \t\u00a0]*/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** A page in which no article is found is read as a whole; so is a fragment, as feeds hold it. */
export async function readArticle(html: string): Promise<Article> {
  const [{ parseHTML }, { Readability }] = await Promise.all([
    import("linkedom"),
    import("@mozilla/readability"),
  ]);
  const isPage = /<(?:html|body|head)[\s>]/i.test(html);
  const { document }: { readonly document: PageDocument } = parseHTML(
    isPage ? html : `<!doctype html><html><body>${html}</body></html>`,
  );
  const whole = textOf(document.body);
  if (!isPage) return { title: "", text: whole };
  const title = (document.querySelector("h1")?.textContent ?? document.title).replaceAll(/\s+/g, " ").trim();
  if (countElements(document.body) > mostElements) return { title, text: whole };
  // It takes the document apart, so everything else is read before.
  const found = new Readability<string>(document, { serializer: textOf }).parse();
  const text = found?.content ?? "";
  return { title, text: text === "" ? whole : text };
}
