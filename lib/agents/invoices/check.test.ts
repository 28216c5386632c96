import { describe, expect, it } from "vitest";
import { checkInvoice } from "./check";
import { invoicePayload, type InvoicePayload } from "./model";

const good: InvoicePayload = invoicePayload.parse({
  docType: "invoice", number: "A-1", issueDate: "2026-10-14", dueDate: "2026-11-13", currency: "EUR", supplier: { name: "Aldaba, S.L.", taxId: "B12345674" }, customer: { name: "Roca, S.A.", taxId: "A28015865" }, lines: [],
  netTotal: "100.00", vat: [{ rate: "21", base: "100.00", amount: "21.00" }], vatTotal: "21.00", withholding: null, total: "121.00", payable: "121.00", iban: "ES9121000418450200051332",
}); // prettier-ignore
const context = { today: "2026-11-22", ownTaxIds: ["ES-A28015865"] };
const codes = (over: Partial<InvoicePayload>, level?: string) =>
  checkInvoice({ ...good, ...over }, context)
    .filter((r) => !level || r.level === level)
    .map((r) => r.code);

describe("checking an invoice", () => {
  it("has nothing to say against one that is right", () => {
    expect(checkInvoice(good, context).filter((reason) => reason.level === "doubt" || reason.level === "block")).toEqual([]);
    expect(codes({})).toEqual(["customer.is_ours", "sum.agrees"]);
  });

  it.each([
    ["number", "number.missing"],
    ["issueDate", "issue_date.missing"],
    ["total", "total.missing"],
  ] as const)("blocks without %s", (field, code) => {
    expect(codes({ [field]: null }, "block")).toContain(code);
  });

  it("blocks when the supplier is the company itself", () => {
    expect(codes({ supplier: { ...good.supplier, taxId: "A28015865" } }, "block")).toEqual(["supplier.is_own_company"]);
  });

  it.each<[string, Partial<InvoicePayload>, string]>([
    ["a tax id with a wrong control", { supplier: { ...good.supplier, taxId: "B12345675" } }, "supplier.tax_id_invalid"],
    ["another customer", { customer: { name: "X", taxId: "B98602642" } }, "customer.not_ours"],
    ["a receipt without our tax id", { docType: "receipt", customer: { name: null, taxId: null } }, "customer.receipt_without_tax_id"],
    ["bases that are not the net", { netTotal: "99.00" }, "sum.bases_differ"],
    [
      "a tax that is not its rate of the base",
      { vat: [{ rate: "21", base: "100.00", amount: "20.00", surchargeRate: null, surchargeAmount: null }] },
      "sum.tax_differs",
    ],
    ["a total that is not its parts", { total: "122.00" }, "sum.total_differs"],
    [
      "a rate that the day does not know",
      {
        vat: [{ rate: "5", base: "100.00", amount: "5.00", surchargeRate: null, surchargeAmount: null }],
        vatTotal: "5.00",
        total: "105.00",
      },
      "vat.rate_impossible",
    ],
    [
      "a recargo of another rate",
      { vat: [{ rate: "21", base: "100.00", amount: "21.00", surchargeRate: "1.4", surchargeAmount: "1.40" }] },
      "vat.surcharge_mismatch",
    ],
    [
      "no tax without a reason",
      {
        vat: [{ rate: "0", base: "100.00", amount: "0.00", surchargeRate: null, surchargeAmount: null }],
        vatTotal: "0.00",
        total: "100.00",
      },
      "vat.none_without_reason",
    ],
    ["a withholding nobody knows", { withholding: { rate: "13", base: "100.00", amount: "13.00" } }, "withholding.rate_unknown"],
    [
      "a professional's withholding from a company",
      { withholding: { rate: "15", base: "100.00", amount: "15.00" } },
      "withholding.unusual_for_company",
    ],
    ["a date to come", { issueDate: "2026-12-01", dueDate: null }, "issue_date.future"],
    ["a date too old to deduct", { issueDate: "2021-01-01", dueDate: null }, "issue_date.old"],
    ["a due date before the invoice", { dueDate: "2026-10-01" }, "due_date.before_issue"],
    ["a due date far away", { dueDate: "2027-10-01" }, "due_date.far"],
    ["an account that fails its check", { iban: "ES9121000418450200051333" }, "iban.invalid"],
    ["VAT of another country", { supplier: { ...good.supplier, taxId: "DE136695976" } }, "vat.foreign"],
  ])("doubts %s", (_, over, code) => {
    expect(codes(over, "doubt")).toContain(code);
  });

  it("accepts the temporary rates of food in their time", () => {
    expect(
      codes(
        {
          issueDate: "2024-03-01",
          dueDate: null,
          vat: [{ rate: "5", base: "100.00", amount: "5.00", surchargeRate: null, surchargeAmount: null }],
          vatTotal: "5.00",
          total: "105.00",
          payable: "105.00",
        },
        "doubt",
      ),
    ).toEqual([]);
  });

  it("lets a tax rounded line by line pass by cents", () => {
    const vat = [{ rate: "21", base: "100.00", amount: "21.02", surchargeRate: null, surchargeAmount: null }];
    expect(codes({ vat, vatTotal: "21.02", total: "121.02", payable: "121.02" }, "doubt")).toEqual([]);
  });
});
