const entities: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#39;", "'"],
  ["&amp;", "&"],
]);

/** Ends of blocks are ends of lines; cells of a row stay on one line, two spaces apart. */
function toText(html: string): string {
  return html
    .replaceAll(/<\/p>(?=<\/t[dh]>)/g, "")
    .replaceAll(/<\/p>(?=<p>)/g, "\n")
    .replaceAll(/<\/t[dh]>/g, "  ")
    .replaceAll(/<(?:br ?\/|\/p|\/tr|\/li|\/h[1-6])>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => entities.get(entity) ?? entity)
    .replaceAll(/[ \t]+\n/g, "\n")
    .trim();
}

/** The text of a DOCX, paragraphs and table rows as lines; macros, pictures and embedded files are not looked at. */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage });
  return toText(value);
}
