import { describe, expect, it } from "vitest";
import { invoicePayload, type InvoicePayload } from "@/lib/agents/invoices/model";
import { compared, sideOfInvoice, sideOfPurchase, type PurchaseInHolded } from "./compared";

const payload = (over: Partial<InvoicePayload> = {}): InvoicePayload => invoicePayload.parse({
  docType: "invoice", number: "F-2026/0012", issueDate: "2026-10-14", dueDate: null, currency: "EUR", supplier: { name: "Ferretería Aldaba, S.L.", taxId: null }, customer: { name: null, taxId: null },
  lines: [], netTotal: "100.00", vat: [], vatTotal: "21.00", withholding: null, total: "121.00", payable: "121.00", iban: null, ...over,
}); // prettier-ignore
const purchase: PurchaseInHolded = {
  id: "p", number: "F 2026 12", contactName: "FERRETERIA ALDABA SL", date: "2026-10-14", dueDate: "2026-11-14", subtotal: "100.00", tax: "21.00", total: "121.00", currency: "EUR", isApproved: true, lines: [],
}; // prettier-ignore
const differing = (rows: ReturnType<typeof compared>) => rows.filter(({ differs }) => differs).map(({ field }) => field);

describe("an invoice beside one that may be the same", () => {
  it("differs in what tells them apart, not in how a number or a name is written", () => {
    expect(differing(compared(sideOfInvoice(payload()), sideOfPurchase(purchase, payload())))).toEqual(["dueDate"]);
    expect(differing(compared(sideOfInvoice(payload()), sideOfInvoice(payload({ number: "F-2026/0013", total: "122.00" }))))).toEqual([
      "number",
      "total",
    ]);
  });

  it("leaves out what neither of them says", () => {
    expect(compared(sideOfInvoice(payload()), sideOfInvoice(payload())).map(({ field }) => field)).not.toContain("dueDate");
  });

  it("takes a purchase whose withholding Holded subtracted for what it is", () => {
    const held = payload({ withholding: { rate: "15", base: "100.00", amount: "15.00" }, payable: "106.00" });
    const theirs = sideOfPurchase({ ...purchase, tax: "6.00", total: "106.00", dueDate: null }, held);
    expect(differing(compared(sideOfInvoice(held), theirs))).toEqual([]);
  });
});
