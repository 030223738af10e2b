import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import type { ErrorDetail, XmlDocument, XsdValidator } from "libxml2-wasm";

export type FatturaFormat = "ordinary" | "simplified";

/** Where the schemas are: the project's own, unless a path to the official file is given. */
export interface FatturaSchemaPaths {
  /** Holds `fattura-ordinaria.xsd`, `fattura-semplificata.xsd` and what they include. */
  readonly directory: string;
  readonly ordinary?: string | undefined;
  readonly simplified?: string | undefined;
}

/** Checks a parsed invoice against the schema of its format; an empty list means valid. */
export type ValidateFattura = (
  format: FatturaFormat,
  document: XmlDocument,
) => Promise<readonly ErrorDetail[]>;

const ownFiles = { ordinary: "fattura-ordinaria.xsd", simplified: "fattura-semplificata.xsd" } as const;

/** The official files import the schema of XML signatures from the web; ours stands in for it. */
function isSignatureSchema(location: string): boolean {
  return location.endsWith("xmldsig-core-schema.xsd") || basename(location) === "firma.xsd";
}

async function compile(path: string, directory: string): Promise<XsdValidator> {
  const xml = await import("libxml2-wasm");
  const [schema, types, signature] = await Promise.all([
    readFile(path),
    readFile(join(directory, "tipi.xsd")),
    readFile(join(directory, "firma.xsd")),
  ]);
  // From here on nothing waits: no other document is parsed while these files can be opened by name.
  const files = new xml.XmlBufferInputProvider({ "tipi.xsd": types });
  for (const [, location] of schema.toString("utf8").matchAll(/schemaLocation\s*=\s*["']([^"']+)["']/g)) {
    if (location !== undefined && isSignatureSchema(location)) files.addBuffer(location, signature);
  }
  xml.xmlRegisterInputProvider(files);
  const document = xml.XmlDocument.fromBuffer(schema);
  try {
    return xml.XsdValidator.fromDoc(document);
  } finally {
    xml.xmlCleanupInputProvider();
    document.dispose();
  }
}

/**
 * Schemas are read and compiled when the first invoice of their format comes, and kept. Rejects when a schema file is
 * missing or is not a schema: that is the installation's mistake, not the invoice's.
 */
export function createFatturaValidator(paths: FatturaSchemaPaths): ValidateFattura {
  const compiled = new Map<FatturaFormat, Promise<XsdValidator>>();
  return async (format, document) => {
    const known = compiled.get(format);
    const validator =
      known ?? compile(paths[format] ?? join(paths.directory, ownFiles[format]), paths.directory);
    if (known === undefined) compiled.set(format, validator);
    const { XmlValidateError } = await import("libxml2-wasm");
    try {
      (await validator).validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlValidateError) return error.details;
      throw error;
    }
  };
}
