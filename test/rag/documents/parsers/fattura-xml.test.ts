import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it, onTestFinished } from "vitest";

import { createDocumentParsers } from "#rag/documents/parsers/create-document-parsers.ts";

import { invoiceXml } from "../../../fixtures/documents/make/invoice-xml.ts";
import { fileOf, fixture, parsers, problems, projectDirectory, reading, values } from "../support/fixture.ts";

const documents = parsers();
const parse = (path: string) => documents.parseFattura(fixture(path), reading());
const parseXml = (xml: string) => documents.parseFattura(fileOf("a.xml", xml), reading());

const xml = invoiceXml({
  number: "1",
  date: "2026-03-16",
  lines: [{ description: "Voce", price: "100.00", total: "100.00", rate: "22.00" }],
  summaries: [{ rate: "22.00", taxable: "100.00", tax: "22.00" }],
  total: "122.00",
});

describe("what libxml2 says", () => {
  it.each([
    [
      "<Numero>1</Numero>",
      "<Numero>1",
      /^il file non è XML ben formato: `<Numero>`, aperto alla riga \d+, è chiuso da/,
    ],
    ["<Numero>1</Numero>", "<Numero>A&B</Numero>", /si scrive `&amp;`$/],
    ["<Numero>1</Numero>", "<Numero>&xxe;</Numero>", /l'entità `&xxe;` non è definita$/],
    [
      "</p:FatturaElettronica>",
      "",
      /il file finisce prima che `<\S*FatturaElettronica>`, aperto alla riga \d+, sia chiuso$/,
    ],
    ["</p:FatturaElettronica>", "</p:FatturaElettronica><a/>", /c'è altro$/],
    ["<Numero>1</Numero>", "<Numero a=1>1</Numero>", /un attributo non è scritto nella forma/],
    ["<Numero>1</Numero>", "<Numero>1</Numero>testo", /c'è del testo dove sono ammessi solo elementi$/],
    ["<Numero>1</Numero>", "<Numero><a/></Numero>", /ci sono elementi dove è ammesso solo un valore$/],
    [
      "<Numero>1</Numero>",
      "<Numero>123456789012345678901</Numero>",
      /`Numero` vale .*(?:la lunghezza massima ammessa è 20|scritto in una forma)/,
    ],
    ["<Data>2026-03-16</Data>", "<Data>2026-02-30</Data>", /non è un valore valido; forma attesa: una data/],
    [
      "<AliquotaIVA>22.00",
      "<AliquotaIVA>122.00",
      /`AliquotaIVA` vale `122.00`: il valore massimo ammesso è 100/,
    ],
  ])("of %s as %s is told in Italian, and kept in its own words", async (from, to, words) => {
    const { issues } = await parseXml(xml.replace(from, to));
    const told = issues.filter(({ severity }) => severity === "error");
    expect(told.map(({ message }) => message)).toContainEqual(expect.stringMatching(words));
    for (const { message, detail } of told) {
      expect(message).not.toMatch(/\b(?:element|expected|value|tag in|line|is not|allowed)\b/i);
      expect(detail).toMatch(/[a-z]/);
    }
  });
});

describe("parseFattura survives", () => {
  it.each([
    ["fattura/troncata.xml", "error xml-malformed"],
    ["ostili/entita-esterna.xml", "error document-type-refused"],
    ["ostili/bomba-entita.xml", "error document-type-refused"],
  ])("%s with one error and no fields", async (path, problem) => {
    const parsed = await parse(path);
    expect(problems(parsed)).toEqual([problem]);
    expect(parsed.fields).toEqual([]);
    expect(JSON.stringify(parsed)).not.toContain("root:x:0");
  });

  it("an envelope without its document", async () => {
    const file = { ...fixture("fattura/firma-separata.xml.p7m"), kind: "p7m" as const };
    expect(problems(await documents.parseFattura(file, reading()))).toEqual(["error envelope-unreadable"]);
  });

  it("other XML, by naming the root that it expects", async () => {
    expect((await parseXml("<ordine/>")).issues.map(({ message }) => message)).toEqual([
      "la radice del file è `ordine`, attesa `FatturaElettronica` o `FatturaElettronicaSemplificata`",
    ]);
  });

  it("a reference to an entity whose declaration was taken out", async () => {
    const parsed = await parseXml(xml.replace("<Numero>1<", "<Numero>&xxe;<"));
    expect(problems(parsed)).toEqual(["error xml-malformed"]);
    expect(parsed.issues[0]?.line).toBe(35);
  });

  it("a thousand elements inside each other", async () => {
    const deep = "<a>".repeat(200) + "</a>".repeat(200);
    const parsed = await parseXml(xml.replace("<Numero>1</Numero>", `<Numero>${deep}</Numero>`));
    expect(parsed.issues.every(({ severity }) => severity === "error")).toBe(true);
  });

  it("texts in other encodings", async () => {
    const latin = xml.replace("UTF-8", "ISO-8859-1");
    const parsed = await documents.parseFattura(fileOf("a.xml", Buffer.from(latin, "latin1")), reading());
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)["buyer.name"]).toBe("Caffè Perù S.n.c.");
  });
});

describe("the schema", () => {
  it("may be the official file, with the signature schema that it imports from the web", async () => {
    const directory = await mkdtemp(join(tmpdir(), "fattura-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const path = join(directory, "official.xsd");
    const namespace = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2";
    await writeFile(
      path,
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns="${namespace}" targetNamespace="${namespace}">
        <xs:import namespace="http://www.w3.org/2000/09/xmldsig#" schemaLocation="http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd"/>
        <xs:element name="FatturaElettronica"><xs:complexType><xs:sequence>
          <xs:any maxOccurs="2" processContents="skip" namespace="##local"/><xs:element ref="ds:Signature"/>
        </xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
      </xs:schema>`,
    );
    const official = createDocumentParsers({ projectDirectory, settings: { fattura_xsd: path } });
    const { issues } = await official.parseFattura(fileOf("a.xml", xml), reading());
    expect(issues.map(({ message }) => message)).toEqual([
      "in `FatturaElettronica` manca un elemento obbligatorio",
    ]);
  });

  it("that is missing is the installation's mistake, not the invoice's", async () => {
    const broken = createDocumentParsers({ projectDirectory, settings: { fattura_xsd: "no-such.xsd" } });
    await expect(broken.parseFattura(fileOf("a.xml", xml), reading())).rejects.toThrow("no-such.xsd");
  });
});
