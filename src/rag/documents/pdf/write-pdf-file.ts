import type { PdfFile } from "./read-pdf-file.ts";
import type { PdfObject, PdfValue } from "./values.ts";

function escapeCharacter(character: string): string {
  return `#${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function writeName(name: string): string {
  return `/${name.replaceAll(/[^!-~]|[#()<>[\]{}/%]/g, escapeCharacter)}`;
}

function writeValue(value: PdfValue): string {
  switch (value.kind) {
    case "raw":
      return value.text;
    case "name":
      return writeName(value.name);
    case "ref":
      return `${value.number} ${value.generation} R`;
    case "array":
      return `[${value.items.map(writeValue).join(" ")}]`;
    case "dict":
      return `<<${[...value.entries].map(([key, held]) => `${writeName(key)} ${writeValue(held)}`).join(" ")}>>`;
    default:
      return value satisfies never;
  }
}

function writeObject({ number, generation, value, stream }: PdfObject): Uint8Array {
  const head = `${number} ${generation} obj\n`;
  if (stream === null || value.kind !== "dict")
    return Buffer.from(`${head}${writeValue(value)}\nendobj\n`, "latin1");
  const length: PdfValue = { kind: "raw", text: String(stream.length) };
  const dict = writeValue({ kind: "dict", entries: new Map([...value.entries, ["Length", length]]) });
  return Buffer.concat([
    Buffer.from(`${head}${dict}\nstream\n`, "latin1"),
    stream,
    Buffer.from("\nendstream\nendobj\n", "latin1"),
  ]);
}

/** Writes the objects as a new file with one plain table of contents. Streams stay as they are. */
export function writePdfFile({ objects, trailer }: PdfFile): Uint8Array {
  // The second line tells programs that the file is not text.
  const parts: Uint8Array[] = [Buffer.from("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  let at = parts[0]?.length ?? 0;
  const numbers = [...objects.keys()].toSorted((a, b) => a - b);
  const table = ["0000000000 65535 f \n"];
  let from = 0;
  const sections: string[] = [];
  const closeSection = (): void => {
    if (table.length > 0) sections.push(`${from} ${table.length}\n${table.join("")}`);
    table.length = 0;
  };
  for (const number of numbers) {
    const object = objects.get(number);
    if (object === undefined) continue;
    if (number !== from + table.length) {
      closeSection();
      from = number;
    }
    table.push(`${String(at).padStart(10, "0")} ${String(object.generation).padStart(5, "0")} n \n`);
    const written = writeObject(object);
    parts.push(written);
    at += written.length;
  }
  closeSection();
  const size: PdfValue = { kind: "raw", text: String((numbers.at(-1) ?? 0) + 1) };
  const dict = writeValue({ kind: "dict", entries: new Map([...trailer, ["Size", size]]) });
  parts.push(Buffer.from(`xref\n${sections.join("")}trailer\n${dict}\nstartxref\n${at}\n%%EOF\n`, "latin1"));
  return Buffer.concat(parts);
}
