import { describe, expect, it } from "vitest";

import { invoiceXml, type Invoice } from "../../../fixtures/documents/make/invoice-xml.ts";
import { fileOf, fixture, parsers, problems, quoted, reading, values } from "../support/fixture.ts";

const documents = parsers();
const parse = (path: string) => documents.parseFattura(fixture(path), reading());
const parseXml = (xml: string) => documents.parseFattura(fileOf("a.xml", xml), reading());

const valid: Invoice = {
  number: "1",
  date: "2026-03-16",
  lines: [{ description: "Voce", price: "100.00", total: "100.00", rate: "22.00" }],
  summaries: [{ rate: "22.00", taxable: "100.00", tax: "22.00" }],
  total: "122.00",
};
const messages = async (xml: string) => (await parseXml(xml)).issues.map(({ message }) => message);

describe("parseFattura reads", () => {
  it("header, parties, lines, VAT summary and payment, each with line and span", async () => {
    const parsed = await parse("fattura/servizi.xml");
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)).toMatchObject({
      format: "FPR12",
      document_type: "TD01",
      document_type_name: "Fattura",
      number: "12/2026",
      date: "2026-03-16",
      total: "1252.00",
      "seller.vat_number": "01234567897",
      "seller.name": "Officine Aurora S.r.l.",
      "buyer.name": "Caffè Perù S.n.c.",
      "line[1].quantity": "10.00",
      "line[2].vat_nature": "N4",
      "vat[1].tax": "220.00",
      "payment[1].due_date": "2026-04-15",
      "computed.total": "1252.00",
    });
    const total = parsed.fields.find((field) => field.name === "total");
    expect(total?.line).toBe(36);
    for (const [name, text] of Object.entries(quoted(parsed))) {
      if (!/_name$|^computed/.test(name)) expect(text, name).toBe(values(parsed)[name]);
    }
  });

  it.each(["fattura/parcella-pa.xml", "fattura/nota-credito.xml", "fattura/semplificata.xml"])(
    "%s without an objection",
    async (path) => {
      expect(problems(await parse(path))).toEqual([]);
    },
  );

  it("withholding tax and pension fund of a fee to a public body", async () => {
    expect(values(await parse("fattura/parcella-pa.xml"))).toMatchObject({
      format: "FPA12",
      "withholding[1].amount": "200.00",
      "fund[1].amount": "40.00",
      "computed.taxable": "1040.00",
    });
  });

  it("a simplified invoice, whose amounts hold the tax", async () => {
    expect(values(await parse("fattura/semplificata.xml"))).toMatchObject({
      document_type: "TD07",
      "buyer.tax_code": "RSSMRA80A01H501U",
      total: "110.00",
      "computed.tax": "10.00",
    });
  });

  it.each(["fattura/firmata.xml.p7m", "fattura/firmata-base64.xml.p7m", "fattura/firmata-ber.xml.p7m"])(
    "%s as the invoice inside, and says that nobody verified the signature",
    async (path) => {
      const parsed = await parse(path);
      expect(problems(parsed)).toEqual(["warning signature-not-verified"]);
      expect(values(parsed)).toEqual(values(await parse("fattura/servizi.xml")));
    },
  );

  it("all invoices of a file with several", async () => {
    const xml = invoiceXml(valid);
    const body = xml.slice(xml.indexOf("  <FatturaElettronicaBody>"), xml.indexOf("</p:FatturaElettronica>"));
    const parsed = await parseXml(xml.replace(body, body + body.replace("<Numero>1<", "<Numero>2<")));
    expect(values(parsed)).toMatchObject({
      number: "1",
      "invoice[2].number": "2",
      "invoice[2].computed.total": "122.00",
    });
  });

  it("every code of today's lists, and no other", async () => {
    const codes = (xml: string) => messages(xml);
    for (const type of ["TD01", "TD06", "TD16", "TD28", "TD29"]) {
      expect(await codes(invoiceXml({ ...valid, type })), type).toEqual([]);
    }
    for (const regime of ["RF01", "RF02", "RF19", "RF20"]) {
      expect(await codes(invoiceXml({ ...valid, regime })), regime).toEqual([]);
    }
    for (const nature of ["N1", "N2.1", "N3.6", "N6.9", "N7"]) {
      const lines = [{ description: "Voce", price: "100.00", total: "100.00", rate: "0.00", nature }];
      const summaries = [{ rate: "0.00", nature, taxable: "100.00", tax: "0.00" }];
      expect(await codes(invoiceXml({ ...valid, lines, summaries, total: "100.00" })), nature).toEqual([]);
    }
    for (const type of ["TD07", "TD15", "TD30"]) {
      expect(await codes(invoiceXml({ ...valid, type })), type).toEqual([
        expect.stringContaining(`\`${type}\``),
      ]);
    }
    expect(await codes(invoiceXml({ ...valid, regime: "RF03" }))).toEqual([
      expect.stringContaining("`RF03`"),
    ]);
    expect(await codes(invoiceXml({ ...valid, payment: "2026-04-15" }).replace("MP05", "MP24"))).toEqual([
      expect.stringContaining("`MP24`"),
    ]);
  });
});

describe("parseFattura objects to", () => {
  it("codes and forms that the schema refuses, with line and meaning", async () => {
    const { issues, text } = await parse("fattura/codici-errati.xml");
    expect(issues.map(({ span }) => text.pages[0]?.text.slice(span?.start, span?.end))).toEqual([
      "1013",
      "TD99",
      "0.00",
      "0.00",
    ]);
    expect(issues).toEqual([
      {
        severity: "error",
        code: "schema-violation",
        line: 25,
        message:
          "`CAP` vale `1013`, scritto in una forma non ammessa; forma attesa: un codice di cinque cifre",
        page: 1,
        span: expect.anything(),
        detail:
          "Element 'CAP': [facet 'pattern'] The value '1013' is not accepted by the pattern '[0-9]{5}'.",
      },
      expect.objectContaining({
        line: 32,
        message: expect.stringMatching(
          /^`TipoDocumento` vale `TD99`, che non è tra i codici ammessi: `TD01`.*`TD29`$/,
        ),
      }),
      expect.objectContaining({ code: "nature-missing", line: 46 }),
      expect.objectContaining({ code: "nature-missing", line: 49 }),
    ]);
  });

  it("missing, misplaced and unknown elements by name", async () => {
    const xml = invoiceXml(valid);
    expect(await messages(xml.replace("<Divisa>EUR</Divisa>", ""))).toEqual([
      "`Data` non è ammesso in questo punto; qui è atteso `Divisa`",
    ]);
    expect(await messages(xml.replace("<Cognome>", "").replace(' versione="FPR12"', ""))).toEqual([
      "a `FatturaElettronica` manca l'attributo `versione`",
    ]);
    expect(await messages(xml.replace("<Comune>Torino</Comune>", ""))).toEqual([
      "`Provincia` non è ammesso in questo punto; qui è atteso `Comune`",
    ]);
  });

  it("totals that do not add up, to the cent, where they are written", async () => {
    const { issues, text } = await parse("fattura/totali-errati.xml");
    expect(issues).toEqual([
      expect.objectContaining({
        severity: "warning",
        message:
          "imposta del riepilogo IVA 22,00 % (`Imposta`): scritto 219,98 €, ricalcolato 220,00 €, differenza di -0,02 €",
      }),
      expect.objectContaining({
        message: expect.stringMatching(/ImportoTotaleDocumento.*differenza di 1,00 €$/),
      }),
    ]);
    expect(issues.map(({ span }) => text.pages[0]?.text.slice(span?.start, span?.end))).toEqual([
      "219.98",
      "1252.98",
    ]);
  });

  it.each([
    ["a line", ["<PrezzoTotale>100.00", "<PrezzoTotale>90.00"], "90.00", "prezzo totale della linea 1"],
    [
      "a taxable amount",
      ["<ImponibileImporto>100.00", "<ImponibileImporto>300.00"],
      "300.00",
      "imponibile del",
    ],
    [
      "a missing summary",
      ["<AliquotaIVA>22.00", "<AliquotaIVA>10.00"],
      "100.00",
      "manca il riepilogo IVA 10,00 %",
    ],
  ])("%s that does not add up, where it is written", async (_, [from = "", to = ""], written, words) => {
    const { issues, text } = await parseXml(invoiceXml(valid).replace(from, to));
    const found = issues.find(({ message }) => message.startsWith(words));
    expect(text.pages[0]?.text.slice(found?.span?.start, found?.span?.end)).toBe(written);
  });

  it("amounts in the invoice's own currency", async () => {
    const xml = invoiceXml({ ...valid, total: "1122.00" }).replace(">EUR<", ">USD<");
    expect(await messages(xml)).toEqual([
      expect.stringMatching(/scritto 1\.122,00 USD, ricalcolato 122,00 USD/),
    ]);
  });

  it("an amount that is no number, instead of adding up the rest", async () => {
    const parsed = await parseXml(
      invoiceXml(valid).replace("<ImponibileImporto>100.00", "<ImponibileImporto>100,00"),
    );
    expect(problems(parsed)).toEqual(["error schema-violation", "info totals-not-recomputed"]);
    expect(values(parsed)["computed.total"]).toBeUndefined();
  });

  it("codes that exclude each other and check digits", async () => {
    const line = { description: "Voce", price: "100.00", total: "100.00", rate: "22.00", nature: "N4" };
    expect(problems(await parseXml(invoiceXml({ ...valid, lines: [line] })))).toContain(
      "error nature-not-allowed",
    );
    const zero = { rate: "0.00", nature: "N3", taxable: "100.00", tax: "0.00" };
    const old = {
      ...valid,
      lines: [{ ...line, rate: "0.00", nature: "N3" }],
      summaries: [zero],
      total: "100.00",
    };
    expect(problems(await parseXml(invoiceXml(old)))).toContain("error nature-retired");
    expect(problems(await parseXml(invoiceXml({ ...old, date: "2020-12-31" })))).toEqual([]);
    expect(problems(await parseXml(invoiceXml({ ...valid, recipient: "ABC123" })))).toEqual([
      "error recipient-code-length",
    ]);
    expect(problems(await parseXml(invoiceXml(valid).replaceAll("07643520567", "07643520568")))).toEqual([
      "warning vat-number-check-digit",
    ]);
  });
});
