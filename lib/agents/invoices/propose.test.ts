import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";
import { findDuplicates } from "./duplicates";
import type { InvoiceFacts, KnownContact } from "./facts";
import { proposeInvoice, reviewInvoice } from "./propose";
import { sameNumber } from "./same-number";
import { matchSupplier } from "./supplier";

const text = `
FERRETERÍA ALDABA, S.L.     FACTURA
NIF: B12345674  Tel. 912 345 678
Nº factura: A-2291       Cliente: Roca, S.A.  NIF: A28015865
Fecha: 14/10/2026
Concepto                   Cantidad    Precio     Importe
Tornillo 20 mm                  100      1,00      100,00
Base imponible                                     100,00
IVA 21 %                                            21,00
Total factura                                      121,00 €
Transferencia a ES91 2100 0418 4502 0005 1332
`;
const contact: KnownContact = {
  id: "c1",
  name: "Ferreteria Aldaba SL",
  tradeName: null,
  taxId: "B12345674",
  iban: null,
  expenseAccountId: null,
  domains: [],
};
const facts = (over: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  company: { name: "Roca", taxId: "A28015865" }, today: "2026-11-22", contacts: [contact], purchases: [], proposals: [], accounts: [], defaultAccountId: null, approveInHolded: false,
  profile: null, booked: [], ibanOwners: { others: [], isOwn: false },
  taxes: [{ key: "p_iva_21", name: "IVA 21%", rate: "21", scope: "purchases", group: "iva" }], ...over,
}); // prettier-ignore
const reading = extractInvoice(paper(text), { today: "2026-11-22", ownTaxIds: ["A28015865"] });
const codesOf = (over: Partial<InvoiceFacts>) => proposeInvoice(reading, facts(over)).reasons.map((reason) => reason.code);

describe("a proposal", () => {
  it("is clear and of low risk for a known supplier and a new invoice", () => {
    expect(proposeInvoice(reading, facts())).toMatchObject({
      standing: "clear",
      risk: "low",
      title: "A-2291",
      party: "FERRETERÍA ALDABA, S.L.",
      amount: "121.00",
      payload: { supplier: { contactId: "c1" } },
    });
  });

  it("is of high risk when the account of a known supplier changed", () => {
    const proposal = proposeInvoice(reading, facts({ contacts: [{ ...contact, iban: "ES7921000813610123456789" }] }));
    expect(proposal).toMatchObject({ risk: "high", standing: "needs_review" });
    expect(proposal.reasons.map((reason) => reason.code)).toContain("iban.changed");
  });

  it("is of high risk when it may be booked already, in any spelling of the number", () => {
    const purchases = [{ id: "p1", number: "a 2291", contactId: "c1", contactName: null, date: "2026-10-14", total: "121.00" }];
    expect(proposeInvoice(reading, facts({ purchases }))).toMatchObject({ risk: "high" });
    expect(codesOf({ purchases })).toContain("duplicate.purchase");
  });

  it("blocks when the account lacks the tax", () => {
    expect(
      proposeInvoice(reading, facts({ taxes: [{ key: "p_iva_10", name: "IVA 10%", rate: "10", scope: "purchases", group: "iva" }] }))
        .reasons,
    ).toContainEqual(expect.objectContaining({ code: "holded.tax_key_missing", level: "block" }));
  });

  it.each([
    ["by name alone", "supplier.found_by_name", [{ ...contact, taxId: null }]],
    [
      "among several of one tax id",
      "supplier.several",
      [
        { ...contact, name: "Otra casa" },
        { ...contact, id: "c2", name: "Una más" },
      ],
    ],
  ])("says that the supplier was found %s, also when it is judged again, until another is chosen", (_, code, contacts) => {
    const proposal = proposeInvoice(reading, facts({ contacts }));
    expect(proposal).toMatchObject({ standing: "needs_review", payload: { supplier: { contactId: expect.any(String) as string } } });
    const again = reviewInvoice(proposal.payload, facts({ contacts }), proposal.reasons);
    expect(again).toContainEqual(expect.objectContaining({ code, level: "doubt" }));
    const chosen = { ...contact, id: "c9" };
    const mended = { ...proposal.payload, supplier: { ...proposal.payload.supplier, contactId: "c9" } };
    expect(reviewInvoice(mended, facts({ contacts: [...contacts, chosen] }), again).map((reason) => reason.code)).not.toContain(code);
  });

  it("no longer doubts a supplier that was found by its name once the contact has that tax id", () => {
    const { payload, reasons } = proposeInvoice(reading, facts({ contacts: [{ ...contact, taxId: null }] }));
    expect(reviewInvoice(payload, facts(), reasons).map(({ code }) => code)).not.toContain("supplier.found_by_name");
  });

  it("drops a doubt of the reading once a person changed the value, and keeps it otherwise", () => {
    const doubt = { code: "number.uncertain", level: "doubt" as const, path: "number", detail: { read: "A-2291" } };
    expect(reviewInvoice(reading.payload, facts(), [doubt])).toContainEqual(doubt);
    expect(reviewInvoice({ ...reading.payload, number: "A-2292" }, facts(), [doubt])).not.toContainEqual(doubt);
  });
});

describe("finding the supplier", () => {
  const supplier = (name: string, taxId: string | null) => ({ supplier: { name, taxId, contactId: null } });

  it("goes by tax id before the name", () => {
    const other = { ...contact, id: "c2", name: "Aldaba Ferretería", taxId: "B12345674" };
    expect(matchSupplier(supplier("Otra cosa", "ESB12345674"), [other]).contact?.id).toBe("c2");
  });

  it("goes by name without accents and legal form, and says that it did", () => {
    const match = matchSupplier(supplier("FERRETERÍA ALDABA, S.L.U.", null), [{ ...contact, taxId: null }]);
    expect(match).toMatchObject({ contact: { id: "c1" }, reasons: [{ code: "supplier.found_by_name", level: "doubt" }] });
  });

  it("never matches an equal name with another tax id", () => {
    expect(matchSupplier(supplier("Ferretería Aldaba SL", "B98602642"), [contact])).toMatchObject({
      contact: null,
      reasons: [{ code: "supplier.tax_id_differs" }],
    });
  });

  it("only hints at a name that looks alike", () => {
    expect(matchSupplier(supplier("Ferreteria Aldava SL", null), [contact])).toMatchObject({
      contact: null,
      reasons: [{ code: "supplier.look_alike" }],
    });
  });
});

describe("duplicates", () => {
  it.each([
    ["F-2026/0012", "F 2026 12"],
    ["F-2026/0012", "f20260012"],
    ["A-1", "A1"],
  ])("%s and %s are one number", (a, b) => {
    expect(sameNumber(a, b)).toBe(true);
  });

  it.each([
    ["A-1", "A-11"],
    ["F-2026/12", "F-2025/12"],
    [null, null],
  ])("%s and %s are not", (a, b) => {
    expect(sameNumber(a, b)).toBe(false);
  });

  const older = {
    id: "x", state: "open", fileName: "foto.jpg", isSameFile: false, isOlder: true, number: "A-2291", supplierTaxId: "B12345674",
    supplierContactId: null, supplierName: "Ferretería Aldaba SL", issueDate: "2026-10-14", total: "121.00",
  }; // prettier-ignore
  const told = (over: Partial<typeof older>) =>
    findDuplicates(reading.payload, { purchases: [], proposals: [{ ...older, ...over }] }).map((r) => r.code);

  it("are told of a photo beside its PDF, when a sign of the number or of the tax id was misread", () => {
    expect(told({ number: "A-229I" })).toEqual(["duplicate.proposal_misread"]);
    expect(told({ number: "A-2297" })).toEqual(["duplicate.proposal_misread"]);
    expect(told({ supplierTaxId: "B12345671" })).toEqual(["duplicate.proposal"]);
    expect(told({ supplierTaxId: "B98602642" })).toEqual([]);
  });

  it("are not the next invoice of a fee that comes each month", () => {
    expect(told({ number: "A-2290", issueDate: "2026-09-14" })).toEqual([]);
    expect(told({ number: "A-2290", issueDate: "2026-10-14" })).toEqual(["duplicate.proposal_misread"]);
  });

  it("are told of the earlier one as well once the later one was approved", () => {
    expect(told({ isOlder: false, state: "approved" })).toEqual(["duplicate.proposal"]);
    expect(told({ isOlder: false, state: "settled", number: "A-229I" })).toEqual(["duplicate.proposal_misread"]);
    expect(told({ isOlder: false, state: "approved", number: "B-77" })).toEqual([]);
  });

  it("are found in Holded by what is to be paid, where something is withheld", () => {
    const withholding = { rate: "15", base: "100.00", amount: "15.00" };
    const payload = { ...reading.payload, supplier: { ...reading.payload.supplier, contactId: "c1" }, withholding, payable: "106.00" };
    const purchases = [{ id: "p1", number: "B-77", contactId: "c1", contactName: null, date: "2026-10-14", total: "106.00" }];
    expect(findDuplicates(payload, { purchases, proposals: [] }).map((r) => r.code)).toEqual(["duplicate.purchase_alike"]);
    expect(findDuplicates({ ...payload, withholding: null }, { purchases, proposals: [] })).toEqual([]);
  });

  it("are found under another contact of the same tax id", () => {
    const second = { ...contact, id: "c2", name: "Aldaba Ferretería" };
    const purchases = [{ id: "p1", number: "A-2291", contactId: "c2", contactName: second.name, date: "2026-10-14", total: "121.00" }];
    const payload = { ...reading.payload, supplier: { ...reading.payload.supplier, contactId: "c1" } };
    const codes = (contacts: readonly KnownContact[]) => findDuplicates(payload, { purchases, proposals: [], contacts }).map((r) => r.code);
    expect(codes([contact, second])).toEqual(["duplicate.purchase"]);
    expect(codes([contact, { ...second, taxId: "B98602642" }])).toEqual([]);
    const twin = { ...older, supplierContactId: "c2" };
    expect(findDuplicates(payload, { purchases: [], proposals: [twin] }).map((r) => r.code)).toEqual(["duplicate.proposal"]);
  });

  it("are only told of the later of two proposals", () => {
    const twin = {
      id: "x",
      state: "open",
      fileName: "a.pdf",
      isSameFile: false,
      number: "A2291",
      supplierTaxId: "B12345674",
      supplierContactId: null,
      supplierName: null,
      issueDate: "2026-10-14",
      total: "121.00",
    };
    expect(findDuplicates(reading.payload, { purchases: [], proposals: [{ ...twin, isOlder: true }] }).map((r) => r.code)).toEqual([
      "duplicate.proposal",
    ]);
    expect(findDuplicates(reading.payload, { purchases: [], proposals: [{ ...twin, isOlder: false }] })).toEqual([]);
  });
});
