import { decodeText } from "./decode-text.ts";

const entities: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
]);

function plain(xml: string): string {
  return xml
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (entity, name: string) => entities.get(name) ?? entity);
}

/** Shared strings are referred to by their place. */
function sharedStrings(xml: string): readonly string[] {
  return [...xml.matchAll(/<si>([\s\S]*?)<\/si>/g)].map((match) =>
    plain((match[1] ?? "").replaceAll(/<rPh[\s\S]*?<\/rPh>/g, "")),
  );
}

function rowText(row: string, strings: readonly string[]): string {
  return [...row.matchAll(/<c\s([^>]*)>([\s\S]*?)<\/c>/g)]
    .map(([, attributes = "", content = ""]) => {
      const value = plain(/<(?:v|is)>([\s\S]*?)<\/(?:v|is)>/.exec(content)?.[1] ?? "");
      return attributes.includes('t="s"') ? (strings[Number(value)] ?? "") : value;
    })
    .join("  ");
}

/** Row by row, and not much further than the limit: what is beyond is left out by the caller, who says so. */
function sheetText(xml: string, strings: readonly string[], maxCharacters: number): string {
  const rows: string[] = [];
  let length = 0;
  for (const [row] of xml.matchAll(/<row[\s>][\s\S]*?<\/row>/g)) {
    const text = rowText(row, strings);
    rows.push(text);
    length += text.length + 1;
    if (length > maxCharacters) break;
  }
  return rows.join("\n");
}

function sheetNumber(name: string): number {
  return Number(/([0-9]+)\.xml$/.exec(name)?.[1]);
}

/** The cells of each sheet, a row a line; formulas are taken by the value last computed. Rejects when it is no workbook. */
export async function readXlsx(bytes: Uint8Array, maxCharacters: number): Promise<readonly string[]> {
  const { unzipSync } = await import("fflate");
  const parts = unzipSync(bytes, {
    filter: ({ name }) => /^xl\/(?:sharedStrings|worksheets\/sheet[0-9]+)\.xml$/.test(name),
  });
  const sheets = Object.keys(parts).filter((name) => name.startsWith("xl/worksheets/"));
  if (sheets.length === 0) throw new Error("no sheets");
  const shared = parts["xl/sharedStrings.xml"];
  const strings = shared === undefined ? [] : sharedStrings(decodeText(shared));
  return sheets
    .toSorted((a, b) => sheetNumber(a) - sheetNumber(b))
    .map((name) => sheetText(decodeText(parts[name] ?? new Uint8Array()), strings, maxCharacters));
}
