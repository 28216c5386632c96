import { describe, expect, it } from "vitest";
import type { Reason } from "@/lib/kernel/evidence";
import { passesForDomain, passesForName } from "@/lib/language/look-alike";
import type { InvoiceFacts, KnownContact } from "./facts";
import { fraudReasons, markPrinted, needsSecondPerson } from "./fraud";
import { addUp, type Lesson } from "./memory/profile";
import { invoicePayload, type InvoicePayload } from "./model";
import { reviewInvoice, riskOfInvoice } from "./propose";

const spanish = "ES9121000418450200051332";
const otherSpanish = "ES7921000813610123456789";
const german = "DE89370400440532013000";
const contact: KnownContact = {
  id: "c1", name: "Ferretería Aldaba, S.L.", tradeName: null, taxId: "B12345674", iban: null, expenseAccountId: null, domains: ["aldaba.es"],
}; // prettier-ignore
const facts = (over: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  company: { name: "Roca", taxId: "A28015865" }, today: "2026-11-22", contacts: [contact], purchases: [], proposals: [], accounts: [], defaultAccountId: null, approveInHolded: false,
  taxes: [{ key: "p_iva_21", name: "IVA 21%", rate: "21", scope: "purchases", group: "iva" }],
  profile: null, booked: [], ibanOwners: { others: [], isOwn: false }, ...over,
}); // prettier-ignore
const invoice = (over: Partial<InvoicePayload> = {}): InvoicePayload => invoicePayload.parse({
  docType: "invoice", number: "A-1", issueDate: "2026-10-14", dueDate: null, currency: "EUR", supplier: { name: "Ferretería Aldaba, S.L.", taxId: "B12345674", contactId: "c1" },
  customer: { name: null, taxId: "A28015865" }, lines: [], netTotal: "100.00", vat: [{ rate: "21", base: "100.00", amount: "21.00" }], vatTotal: "21.00", withholding: null, total: "121.00", payable: "121.00", iban: spanish, ...over,
}); // prettier-ignore
const lesson = (iban: string): Lesson => ({
  number: "A-0", issueDate: null, corrected: [], anchors: [], missed: [], accounts: [], dueDays: null, exemption: null, tags: [], projectId: null, iban, names: [], domain: "aldaba-facturas.com",
}); // prettier-ignore
const profileWith = (iban: string) =>
  addUp({ id: "p", key: "tax:B12345674", taxId: "B12345674", contactId: "c1", name: "Ferretería Aldaba, S.L.", byHand: {} }, [
    { proposalId: "1", lesson: lesson(iban) },
  ]);
const mail = (fromDomain: string) => ({ fromDomain, fromName: null, subject: null, date: null });

/** Codes of the reasons, and what follows from them. */
function judged(payload: InvoicePayload, over: Partial<InvoiceFacts> = {}) {
  const reasons = reviewInvoice(payload, facts(over), []);
  return { codes: reasons.map(({ code }) => code), risk: riskOfInvoice(reasons), takesTwo: needsSecondPerson(reasons) };
}
const alarms = (reasons: readonly Reason[]) => reasons.filter((reason) => needsSecondPerson([reason]));
const alarm = (code: string) => ({ codes: expect.arrayContaining([code]) as string[], risk: "high", takesTwo: true });
const calm = (code: string) => ({ codes: expect.arrayContaining([code]) as string[], takesTwo: false });

describe("an account number", () => {
  it("that differs from the one people approved before takes two people", () => {
    expect(judged(invoice(), { profile: profileWith(otherSpanish) })).toMatchObject(alarm("iban.changed"));
  });

  it("that differs from the contact's in Holded takes two people", () => {
    expect(judged(invoice(), { contacts: [{ ...contact, iban: otherSpanish }] })).toMatchObject(alarm("iban.changed"));
  });

  it("that belongs to another supplier takes two people, also for a supplier nobody knows", () => {
    const ibanOwners = { others: ["Otra Casa, S.L."], isOwn: false };
    expect(judged(invoice(), { ibanOwners })).toMatchObject(alarm("iban.of_other_supplier"));
    const stranger = invoice({ supplier: { name: "Nadie, S.L.", taxId: "B98602642", contactId: null } });
    expect(judged(stranger, { ibanOwners, contacts: [] })).toMatchObject(alarm("iban.of_other_supplier"));
  });

  it("of another country than the supplier takes two people", () => {
    expect(judged(invoice({ iban: german }))).toMatchObject(alarm("iban.foreign"));
    const theirs = invoice({ iban: german, supplier: { name: "Muster GmbH", taxId: "DE136695976", contactId: null } });
    expect(judged(theirs, { contacts: [] }).codes).not.toContain("iban.foreign");
  });

  it("that was approved before, or is the contact's, is good, wherever it is", () => {
    expect(judged(invoice({ iban: german }), { profile: profileWith(german) })).toMatchObject(calm("iban.approved_before"));
    expect(judged(invoice(), { contacts: [{ ...contact, iban: "ES91 2100 0418 4502 0005 1332" }] })).toMatchObject(calm("iban.same"));
  });

  it("that was printed stays told however often the field of the form is changed", () => {
    const known = facts({ contacts: [{ ...contact, iban: otherSpanish }] });
    const [printed, ...more] = alarms(markPrinted(reviewInvoice(invoice(), known, []), invoice()));
    expect([printed?.code, more]).toEqual(["iban.changed", []]);
    const after = [german, otherSpanish, null].reduce<readonly Reason[]>(
      (before, iban) => reviewInvoice(invoice({ iban }), known, before),
      [printed as Reason],
    );
    expect(after).toContainEqual(printed);
  });

  it("of the company itself is a direct debit and no alarm", () => {
    const ibanOwners = { others: [], isOwn: true };
    expect(judged(invoice(), { ibanOwners, profile: profileWith(otherSpanish) })).toMatchObject(calm("iban.is_ours"));
  });

  it("that is the first of a known supplier is told and no more", () => {
    expect(judged(invoice())).toMatchObject(calm("iban.new"));
  });
});

describe("a supplier that is not who it seems", () => {
  const named = (name: string, taxId: string | null) => invoice({ iban: null, supplier: { name, taxId, contactId: null } });

  it("takes two people under a known name with another tax id", () => {
    expect(judged(named("Ferretería Aldaba, S.L.", "B98602642"))).toMatchObject(alarm("supplier.tax_id_differs"));
  });

  it.each(["Ferretería Aldava, S.L.", "Ferreteria A1daba S.L.", "Fеrretería Aldаba, S.L.", "Ferretería Aldbaa SL"])(
    "takes two people as %s",
    (name) => {
      expect(judged(named(name, "B98602642"))).toMatchObject(alarm("supplier.look_alike"));
    },
  );

  it("is only told when the name is similar and the tax id its own", () => {
    expect(judged(named("Suministros Industriales del Norte de Navarra, S.L.", "B98602642"), { contacts: [{ ...contact, name: "Suministros Industriales del Norte de Aragón, S.L." }] }))
      .toMatchObject(calm("supplier.similar")); // prettier-ignore
  });

  it.each([
    ["aldava.es", "mail.domain_look_alike"],
    ["a1daba.es", "mail.domain_look_alike"],
    ["aldaba.com", "mail.domain_look_alike"],
    ["aldaba-pagos.com", "mail.domain_look_alike"],
  ])("takes two people when the mail comes from %s", (domain, code) => {
    expect(judged(invoice(), { mail: mail(domain) })).toMatchObject(alarm(code));
  });

  it.each(["aldaba.es", "facturas.aldaba.es", "aldaba-facturas.com"])("is itself when the mail comes from %s", (domain) => {
    expect(judged(invoice(), { mail: mail(domain), profile: profileWith(spanish) })).toMatchObject(calm("mail.domain_known"));
  });

  it.each(["gmail.com", "holded.com"])("is neither when it comes from %s", (domain) => {
    expect(fraudReasons(invoice({ iban: null }), facts({ mail: mail(domain) }), contact)).toEqual([]);
  });
});

describe("what one person writes into the form", () => {
  const other: KnownContact = { ...contact, id: "c2", name: "Otra Casa, S.L.", taxId: "B98602642", domains: [], iban: spanish };
  const paper = (name: string, taxId: string | null) => invoice({ iban: null, supplier: { name, taxId, contactId: null } });
  const known = (over: Partial<InvoiceFacts> = {}) => facts({ contacts: [contact, other], ...over });

  /** The alarms of a paper after the form was filled in one way after another. */
  function filledIn(read: InvoicePayload, over: Partial<InvoiceFacts>, ...forms: readonly InvoicePayload[]) {
    const first = markPrinted(reviewInvoice(read, known(over), []), read);
    const last = forms.reduce((before, form) => reviewInvoice(form, known(over), before), first);
    return alarms(last).map(({ code }) => code);
  }
  const choose = (payload: InvoicePayload, id: string, supplier: Partial<InvoicePayload["supplier"]> = {}) => ({
    ...payload,
    supplier: { ...payload.supplier, contactId: id, ...supplier },
  });

  it.each([
    ["the contact that is imitated", "c1"],
    ["another contact", "c2"],
  ])("ends no alarm about a name by choosing %s", (_, id) => {
    const read = paper("Ferretería Aldava, S.L.", "B87654321");
    expect(filledIn(read, {}, choose(read, id))).toContain("supplier.look_alike");
    expect(filledIn(read, {}, choose(read, id, { name: "Ferretería Aldaba, S.L.", taxId: "B12345674" }))).toContain("supplier.look_alike");
  });

  it.each([
    ["the contact that has it", "c2", {}],
    ["the known one", "c1", { taxId: "B12345674" }],
    ["none", "c1", { taxId: null }],
  ])("ends no alarm about a tax id by choosing or writing %s", (_, id, supplier) => {
    const read = paper("Ferretería Aldaba, S.L.", "B98602643");
    expect(filledIn(read, {}, choose(read, id, supplier))).toContain("supplier.tax_id_differs");
  });

  it("ends no alarm about the sender or the account by choosing a contact that has neither", () => {
    const read = invoice({ iban: german });
    const over = { mail: mail("aldava.es") };
    expect(filledIn(read, over, choose(read, "c2"))).toEqual(expect.arrayContaining(["mail.domain_look_alike", "iban.foreign"]));
  });

  it("is judged beside the contact that is chosen, and forgotten with what was read back in the form", () => {
    const calmPaper = invoice({ iban: null });
    expect(filledIn(calmPaper, {}, choose(calmPaper, "c2"))).toEqual(["supplier.tax_id_differs"]);
    expect(filledIn(calmPaper, {}, choose(calmPaper, "c2"), calmPaper)).toEqual([]);
    const nameOnly = paper("Papelería Nueva, S.L.", null);
    const forged = { name: "Ferretería A1daba, S.L." };
    expect(filledIn(nameOnly, {}, choose(nameOnly, "c1", forged))).toEqual(["supplier.look_alike"]);
    expect(filledIn(nameOnly, {}, choose(nameOnly, "c1", forged), nameOnly)).toEqual([]);
  });

  it("leaves an alarm that Holded answered meanwhile, once the form says again what was read", () => {
    const read = invoice();
    const changed = facts({ contacts: [{ ...contact, iban: otherSpanish }] });
    const first = markPrinted(reviewInvoice(read, changed, []), read);
    expect(alarms(reviewInvoice(read, changed, first)).map(({ code }) => code)).toEqual(["iban.changed"]);
    expect(alarms(reviewInvoice(read, facts({ contacts: [{ ...contact, iban: spanish }] }), first))).toEqual([]);
  });
});

describe("names and domains that pass for others", () => {
  it.each([
    ["Amaz0n", "Amazon", true],
    ["Arnazon", "Amazon", true],
    ["Iberdrola Clientes", "lberdrola Clientes", true],
    ["Garaje 2", "Garaje 3", false],
    ["Endesa", "Repsol", false],
    ["Amazon", "Amazon, S.L.", false],
    ["ABC", "ABD", false],
  ])("%s for %s: %s", (name, known, passes) => {
    expect(passesForName(name, known)).toBe(passes);
  });

  it.each([
    ["rnapfre.com", "mapfre.com", true],
    ["mapfre.com.es", "mapfre.com", true],
    ["clientes.mapfre.com", "mapfre.com", false],
    ["repsol.com", "mapfre.com", false],
  ])("%s for %s: %s", (domain, known, passes) => {
    expect(passesForDomain(domain, known)).toBe(passes);
  });
});
