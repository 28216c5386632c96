import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InvoiceLine, InvoicePayload } from "@/lib/agents/invoices/model";
import { arithmeticOf, lineNet, totalsFromLines } from "@/components/invoices/arithmetic";

const line = (net: string | null, vatRate: string | null = "21"): InvoiceLine => ({
  description: "Tornillos",
  quantity: null,
  unitPrice: null,
  discount: null,
  net,
  vatRate,
  accountId: null,
});

const invoice = (patch: Partial<InvoicePayload> = {}): InvoicePayload => ({
  docType: "invoice",
  number: "F-204",
  issueDate: "2026-10-14",
  dueDate: null,
  currency: "EUR",
  supplier: { name: "Ferretería Aldaba SL", taxId: "B12345674", contactId: null },
  customer: { name: null, taxId: null },
  lines: [line("100.00")],
  netTotal: "100.00",
  vat: [{ rate: "21", base: "100.00", amount: "21.00", surchargeRate: null, surchargeAmount: null }],
  vatTotal: "21.00",
  withholding: { rate: "15", base: "100.00", amount: "15.00" },
  total: "121.00",
  payable: "106.00",
  iban: null,
  ...patch,
});

describe("the arithmetic of an invoice", () => {
  it("ticks every sum of an invoice that adds up", () => {
    const sums = arithmeticOf(invoice());
    const all = [sums.lines, sums.bases, ...sums.vatRows, sums.vatTotal, sums.withholding, sums.total, sums.payable];
    expect(all.map((check) => check.status)).toEqual(all.map(() => "ok"));
  });

  it("says by how much the total is off, and what it would be", () => {
    expect(arithmeticOf(invoice({ total: "121.10" })).total).toEqual({ status: "off", computed: "121.00", off: "0.10" });
  });

  it("does not call a sum right while one of its parts is unknown", () => {
    const sums = arithmeticOf(invoice({ vatTotal: null, lines: [line("100.00"), line(null)] }));
    expect(sums.total.status).toBe("unknown");
    expect(sums.lines.status).toBe("unknown");
  });

  it("allows one cent on the tax of a rate and none on the total", () => {
    const vat = [{ rate: "21", base: "100.00", amount: "21.01", surchargeRate: null, surchargeAmount: null }];
    const sums = arithmeticOf(invoice({ vat, vatTotal: "21.00" }));
    expect(sums.vatRows[0]?.status).toBe("ok");
    expect(sums.vatTotal).toMatchObject({ status: "off", off: "-0.01" });
  });

  it("counts the recargo de equivalencia as tax", () => {
    const vat = [{ rate: "21", base: "100.00", amount: "21.00", surchargeRate: "5.2", surchargeAmount: "5.20" }];
    const sums = arithmeticOf(invoice({ vat, vatTotal: "26.20", total: "126.20", payable: "111.20" }));
    expect([sums.vatRows[0]?.status, sums.vatTotal.status, sums.total.status, sums.payable.status]).toEqual(["ok", "ok", "ok", "ok"]);
  });

  it("holds for a credit note, whose amounts are negative", () => {
    const vat = [{ rate: "10", base: "-55.55", amount: "-5.56", surchargeRate: null, surchargeAmount: null }];
    const sums = arithmeticOf(
      invoice({
        lines: [line("-55.55", "10")],
        netTotal: "-55.55",
        vat,
        vatTotal: "-5.56",
        withholding: null,
        total: "-61.11",
        payable: "-61.11",
      }),
    );
    expect([sums.lines, sums.vatRows[0], sums.total, sums.payable].map((check) => check?.status)).toEqual(["ok", "ok", "ok", "ok"]);
  });
});

describe("totals worked out from the lines", () => {
  it("always add up, whatever the lines", () => {
    const cents = fc
      .integer({ min: -10_000_000, max: 10_000_000 })
      .map((n) => `${n < 0 ? "-" : ""}${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, "0")}`);
    const rate = fc.constantFrom("21", "10", "4", "0");
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, rate), { minLength: 1, maxLength: 20 }), (rows) => {
        const sums = arithmeticOf(totalsFromLines(invoice({ lines: rows.map(([net, vatRate]) => line(net, vatRate)) })));
        const all = [sums.lines, sums.bases, ...sums.vatRows, sums.vatTotal, sums.withholding, sums.total, sums.payable];
        expect(all.every((check) => check.status === "ok")).toBe(true);
      }),
    );
  });

  it("keep the rate of the withholding and of the recargo", () => {
    const vat = [{ rate: "21.00", base: "1.00", amount: "0.21", surchargeRate: "5.2", surchargeAmount: "0.05" }];
    const next = totalsFromLines(invoice({ vat }));
    expect(next.vat[0]).toMatchObject({ base: "100.00", amount: "21.00", surchargeRate: "5.2", surchargeAmount: "5.20" });
    expect(next).toMatchObject({ withholding: { rate: "15", amount: "15.00" }, total: "126.20", payable: "111.20" });
  });
});

describe("a tax that no line names", () => {
  it("stays what it is, with the reason why nothing is charged", () => {
    const rest = { base: "1.00", amount: "0.00", surchargeRate: null, surchargeAmount: null };
    const vat = [{ rate: "7", tax: "IGIC" as const, ...rest }, { rate: "0", exemption: "reverse_charge" as const, ...rest }]; // prettier-ignore
    const next = totalsFromLines(invoice({ vat, lines: [line("100.00", "7"), line("10.00", "0")] }));
    expect(next.vat).toMatchObject([{ tax: "IGIC", amount: "7.00" }, { exemption: "reverse_charge", base: "10.00" }]); // prettier-ignore
  });
});

describe("the base of a line", () => {
  it("is quantity × price less discount, rounded half up", () => {
    expect(lineNet({ quantity: "3", unitPrice: "12.345", discount: null })).toBe("37.04");
    expect(lineNet({ quantity: "2", unitPrice: "50", discount: "10" })).toBe("90.00");
    expect(lineNet({ quantity: "-1", unitPrice: "0.005", discount: null })).toBe("-0.01");
  });

  it("stays unknown without quantity or price", () => {
    expect(lineNet({ quantity: null, unitPrice: "1", discount: null })).toBeNull();
  });
});
