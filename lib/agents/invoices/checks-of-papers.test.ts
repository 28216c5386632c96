import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";

type Paper = {
  readonly title?: string;
  readonly supplier?: string;
  readonly customer?: string;
  readonly number?: string;
  readonly date?: string;
  readonly due?: string;
  readonly sums?: readonly string[];
  readonly foot?: readonly string[];
};

const ordinarySums = ["Base imponible    271,00 €", "IVA 21 %           56,91 €", "TOTAL FACTURA     327,91 €"];

function drawn(given: Paper): string {
  const { title = "FACTURA", supplier = "NIF: B12345674", customer = "NIF: A28015865", number = "A-2291", date = "14/10/2026" } = given;
  const { due = "13/11/2026", sums = ordinarySums, foot = [] } = given;
  return `
FERRETERÍA ALDABA, S.L.                                 ${title}
C/ Mayor, 1, 28013 Madrid
${supplier}  Tel. 912 345 678

                                    Cliente:
Nº factura: ${number.padEnd(24)}Talleres Roca, S.A.
Fecha: ${date.padEnd(29)}${customer}
Vencimiento: ${due.padEnd(23)}Avda. del Puerto, 3, 46023 Valencia

Descripción                     Cantidad     Precio              Importe
Tornillo 20 mm                       100       1,00                100,00
Taladro percutor 750 W                 1     171,00                171,00

${sums.join("\n")}

${foot.join("\n")}
Inscrita en el Registro Mercantil de Madrid, tomo 1, folio 2
`;
}

const read = (given: Paper) => extractInvoice(paper(drawn(given)), { today: "2026-11-22", ownTaxIds: ["A28015865"] });
const sums = (...rows: readonly string[]) => rows;
const ofTax = (name: string, rate: string, tax: string, total: string) =>
  sums("Base imponible    271,00 €", `${name} ${rate} %           ${tax} €`, `TOTAL FACTURA     ${total} €`);

describe("what a paper says against itself or against the law keeps it from being clear, with the reason", () => {
  it("has nothing to say against an ordinary one", () => {
    expect(read({})).toMatchObject({ standing: "clear" });
  });

  it.each<[string, Paper, string]>([
    ["a supplier's NIF with a wrong control", { supplier: "NIF: B12345675" }, "supplier.tax_id_invalid"],
    ["an NIE with a wrong letter", { supplier: "NIF: X1234567A" }, "supplier.tax_id_invalid"],
    ["an EU VAT number with wrong check digits", { supplier: "VAT no.: DE123456789" }, "supplier.tax_id_invalid"],
    ["another customer", { customer: "NIF: B98602642" }, "customer.not_ours"],
    ["5 % after the time of basic food and energy", { sums: ofTax("IVA", "5", "13,55", "284,55") }, "vat.rate_impossible"],
    ["18 % after 2012", { sums: ofTax("IVA", "18", "48,78", "319,78") }, "vat.rate_impossible"],
    ["a rate that IGIC does not know", { sums: ofTax("IGIC", "6", "16,26", "287,26") }, "vat.rate_impossible"],
    [
      "a recargo of another rate",
      { sums: sums("Base imponible    271,00 €", "IVA 21 %  56,91 €", "R.E. 1,4 %   3,79 €", "TOTAL FACTURA   331,70 €") },
      "total.derived",
    ],
    [
      "a withholding that no law knows",
      { sums: sums("Base imponible 271,00 €", "IVA 21 % 56,91 €", "Retención IRPF 12 % -32,52 €", "TOTAL A PAGAR 295,39 €") },
      "withholding.rate_unknown",
    ],
    [
      "a company that suffers the withholding of a person",
      { sums: sums("Base imponible 271,00 €", "IVA 21 % 56,91 €", "Retención IRPF 15 % -40,65 €", "TOTAL A PAGAR 287,26 €") },
      "withholding.unusual_for_company",
    ],
    ["no tax and no reason for it", { sums: sums("Base imponible    271,00 €", "TOTAL FACTURA     271,00 €") }, "vat.none_without_reason"],
    ["a day in the future", { date: "14/12/2026", due: "13/01/2027" }, "issue_date.future"],
    ["a day of years ago", { date: "14/10/2021", due: "13/11/2021" }, "issue_date.old"],
    ["a due date before the day of issue", { due: "01/09/2026" }, "due_date.before_issue"],
    ["a due date of half a year later", { due: "13/05/2027" }, "due_date.far"],
    ["an account with wrong check digits", { foot: ["Transferencia a IBAN ES91 2100 0418 4502 0005 1333"] }, "iban.invalid"],
    [
      "another currency",
      { sums: sums("Base imponible 271,00 USD", "IVA 21 % 56,91 USD", "TOTAL FACTURA 327,91 USD"), foot: ["Importes en USD"] },
      "currency.foreign",
    ],
    [
      "a total that is not its parts",
      { sums: sums("Base imponible 271,00 €", "IVA 21 % 56,91 €", "TOTAL FACTURA 327,81 €") },
      "sum.total_differs",
    ],
    [
      "a correcting invoice that takes the place of another",
      { title: "FACTURA RECTIFICATIVA", foot: ["Rectificación por sustitución. Sustituye a la factura A-2200"] },
      "credit_note.replaces",
    ],
    [
      "a correcting invoice with a positive amount",
      { title: "FACTURA RECTIFICATIVA", foot: ["Rectifica a la factura A-2200"] },
      "credit_note.positive",
    ],
    ["a correcting invoice that names none", { title: "FACTURA RECTIFICATIVA" }, "credit_note.names_none"],
  ])("%s", (_name, given, code) => {
    const { reasons, standing } = read(given);
    expect(reasons.filter(({ level }) => level === "doubt" || level === "block").map((reason) => reason.code)).toContain(code);
    expect(standing).toBe("needs_review");
  });

  it.each<[string, Paper, Readonly<Record<string, string>>]>([
    ["10 % in May 2026", { date: "14/05/2026", due: "13/06/2026", sums: ofTax("IVA", "10", "27,10", "298,10") }, { rate: "10" }],
    ["5 % of basic oil in 2023", { date: "14/03/2023", due: "13/04/2023", sums: ofTax("IVA", "5", "13,55", "284,55") }, { rate: "5" }],
    ["7 % of IGIC", { sums: ofTax("IGIC", "7", "18,97", "289,97") }, { rate: "7", tax: "IGIC" }],
    ["8 % of IPSI", { sums: ofTax("IPSI", "8", "21,68", "292,68") }, { rate: "8", tax: "IPSI" }],
    [
      "a recargo of its rate",
      { sums: sums("Base imponible    271,00 €", "IVA 21 %  56,91 €", "R.E. 5,2 %   14,09 €", "TOTAL FACTURA   342,00 €") },
      { rate: "21", surchargeRate: "5.2", surchargeAmount: "14.09" },
    ],
    [
      "the customer owes the tax",
      {
        sums: sums("Base imponible    271,00 €", "TOTAL FACTURA     271,00 €"),
        foot: ["Inversión del sujeto pasivo, art. 84.Uno.2º.f LIVA"],
      },
      { rate: "0", exemption: "reverse_charge" },
    ],
    [
      "goods from another member state",
      {
        supplier: "VAT no.: DE136695976",
        sums: sums("Base imponible 271,00 €", "TOTAL FACTURA 271,00 €"),
        foot: ["Entrega intracomunitaria exenta, art. 138"],
      },
      { rate: "0", exemption: "intra_goods" },
    ],
  ])("%s is read and possible", (_name, given, row) => {
    const { payload, reasons } = read(given);
    expect(payload.vat).toMatchObject([row]);
    expect(reasons.filter(({ level }) => level === "doubt" || level === "block")).toEqual([]);
  });

  it("reads a credit by difference as negative, with the invoice it corrects", () => {
    const given: Paper = {
      title: "FACTURA RECTIFICATIVA",
      sums: ["Base imponible    -271,00 €", "IVA 21 %           -56,91 €", "TOTAL FACTURA     -327,91 €"],
      foot: ["Rectifica a la factura A-2200 de 01/09/2026"],
    };
    const { payload, reasons } = read(given);
    expect(payload).toMatchObject({ docType: "credit_note", number: "A-2291", total: "-327.91" });
    expect(reasons).toContainEqual({ code: "credit_note.corrects", level: "info", path: "docType", detail: { number: "A-2200" } });
  });

  it("reads one by substitution as an invoice, never as a refund of the full amount", () => {
    const { payload } = read({ title: "FACTURA RECTIFICATIVA", foot: ["Rectificación por sustitución. Sustituye a la factura A-2200"] });
    expect(payload).toMatchObject({ docType: "invoice", number: "A-2291", total: "327.91" });
  });

  it.each([
    ["FACTURA PROFORMA", "proforma"],
    ["ALBARÁN DE ENTREGA", "delivery_note"],
    ["PEDIDO DE COMPRA", "order"],
    ["JUSTIFICANTE DE PAGO", "bank_receipt"],
    ["RECORDATORIO DE PAGO", "reminder"],
    ["PRESUPUESTO", "quote"],
    ["EXTRACTO DE CUENTA", "statement"],
  ])("%s is refused as what it is, the rest of the page being that of an invoice", (title, kind) => {
    const text = drawn({ title }).replace("Nº factura:", "Número:    ").replace("TOTAL FACTURA", "TOTAL        ");
    expect(extractInvoice(paper(text), { today: "2026-11-22" })).toMatchObject({ isInvoice: false, kind });
  });
});
