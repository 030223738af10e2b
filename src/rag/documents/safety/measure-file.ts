import { imageSize, maxPixels } from "../parsers/image-size.ts";
import { unwrapP7m } from "../parsers/unwrap-p7m.ts";
import { countPages, measureStreams, readPdfFile } from "../pdf/read-pdf-file.ts";
import { sniff } from "../sniff.ts";
import type { DocumentKind } from "../types.ts";
import { readZipDirectory } from "../zip/read-zip.ts";
import { type AttachmentLimits, bomb, damaged, locked, megabytes, type Refusal } from "./limits.ts";
import { measureOffice, measureXml } from "./measure-office.ts";

function measurePdf(bytes: Uint8Array, limits: AttachmentLimits): Refusal | null {
  const file = readPdfFile(bytes, {
    inflated_bytes: limits.max_inflated_bytes,
    objects: limits.max_parts * 20,
  });
  switch (file.kind) {
    case "locked":
      return locked;
    case "damaged":
      return damaged("un PDF");
    case "too-large":
      return bomb(limits);
    case "too-many":
      return { code: "too-many-parts", reason: "è un PDF con troppi oggetti: dividilo in più file" };
    case "pdf": {
      const pages = countPages(file);
      if (pages > limits.max_pages) {
        const reason = `ha ${pages} pagine, più delle ${limits.max_pages} ammesse: invia solo quelle che servono`;
        return { code: "too-many-pages", reason };
      }
      const streams = measureStreams(file, limits.max_inflated_bytes);
      if (streams === "too-large") return bomb(limits);
      return streams === "damaged" ? damaged("un PDF") : null;
    }
    default:
      return file satisfies never;
  }
}

function measureImage(bytes: Uint8Array): Refusal | null {
  const size = imageSize(bytes);
  if (size === null) return damaged("un'immagine");
  const { width, height } = size;
  if (width * height <= maxPixels) return null;
  const reason = `è un'immagine di ${width} × ${height} punti, oltre il limite di ${maxPixels}: riducila`;
  return { code: "image-too-large", reason };
}

/** Opens a file as far as it takes to measure what it unfolds to. Null when it may be read. */
export function measureFile(bytes: Uint8Array, kind: DocumentKind, limits: AttachmentLimits): Refusal | null {
  switch (kind) {
    case "pdf":
      return measurePdf(bytes, limits);
    case "docx":
    case "xlsx":
      return measureOffice(bytes, limits);
    case "xml":
      return measureXml(bytes, limits);
    case "png":
    case "jpeg":
      return measureImage(bytes);
    case "p7m": {
      const inner = unwrapP7m(bytes);
      if (inner.kind === "refused") return damaged("una busta firmata (.p7m)");
      return measureFile(inner.bytes, sniff(inner.bytes), limits);
    }
    case "text":
    case "other":
      return null;
    default:
      return kind satisfies never;
  }
}

const kindNames: Readonly<Record<DocumentKind, string>> = {
  pdf: "PDF",
  docx: "Word (.docx)",
  xlsx: "Excel (.xlsx)",
  xml: "XML",
  p7m: "XML o PDF firmato (.p7m)",
  png: "PNG",
  jpeg: "JPEG",
  text: "testo",
  other: "altro",
};

/** Whether a file begins as an archive, such as Word and Excel write, and ends before it says what it holds. */
function isCutArchive(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte) && readZipDirectory(bytes) === null;
}

/** Everything that can be said against one file: its size, its type, what it unfolds to. */
export function refusalOf(bytes: Uint8Array, kind: DocumentKind, limits: AttachmentLimits): Refusal | null {
  if (bytes.length === 0) return { code: "file-empty", reason: "è vuoto" };
  if (bytes.length > limits.max_file_bytes) {
    const reason = `è di ${megabytes(bytes.length)}, oltre il limite di ${megabytes(limits.max_file_bytes)} per file`;
    return { code: "file-too-large", reason };
  }
  if (!limits.allowed_kinds.includes(kind)) {
    // To name the types would tell someone who sent a Word file that Word files are taken.
    if (kind === "other" && isCutArchive(bytes)) return damaged("un file Word, Excel o ZIP");
    const names = limits.allowed_kinds.map((allowed) => kindNames[allowed]).join(", ");
    return { code: "kind-not-allowed", reason: `non è di un tipo ammesso; tipi ammessi: ${names}` };
  }
  return measureFile(bytes, kind, limits);
}
