import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { purchasePlan } from "@/lib/holded/push-plan";
import { addAmounts, fromCents, percentOf, toCents } from "@/lib/kernel/money";
import { formatCents } from "@/lib/language/decimal";
import type { KnownTax } from "./facts";
import { invoicePayload, type InvoicePayload } from "./model";
import { itemNet, planPurchase, roundingDifference, totalsInHolded, type PlanFacts } from "./push";

const tax = (key: string, rate: string | null, group: string, name = key): KnownTax => ({ key, name, rate, scope: "purchases", group });
const taxes: readonly KnownTax[] = [
  tax("p_iva_21", "21", "iva"), tax("p_iva_10", "10", "iva"), tax("p_iva_4", "4", "iva"), tax("p_iva_0", "0", "iva"), tax("p_iva_exento", "0", "iva"), tax("p_iva_bi_21", "21", "iva"), tax("p_iva_nd_21", "21", "iva"),
  tax("p_iva_adqintras_21", null, "iva"), tax("p_iva_adqintrab_21", null, "iva"), tax("p_iva_invsuj", null, "iva"), tax("p_ret_15", "-15", "ret"), tax("p_ret_19", "-19", "ret"), tax("p_retrent_19", "-19", "ret", "Retención alquileres 19%"),
  tax("p_rec_52", "5.2", "rec"), tax("p_igic_7", "7", "igic"), { key: "s_iva_21", name: "venta", rate: "21", scope: "sales", group: "iva" },
]; // prettier-ignore
const facts: PlanFacts = { taxes, contacts: [], defaultAccountId: "acc", approveInHolded: false, document: null };

type Line = {
  readonly quantity?: string;
  readonly unitPrice?: string;
  readonly discount?: string;
  readonly net: string;
  readonly vatRate?: string;
};
function payload(lines: readonly Line[], over: Partial<InvoicePayload> = {}): InvoicePayload {
  const net = addAmounts(lines.map((line) => line.net));
  const vat = [{ rate: "21", base: net, amount: percentOf(net, "21") }];
  const total = addAmounts([net, percentOf(net, "21")]);
  return invoicePayload.parse({
    docType: "invoice", number: "A-1", issueDate: "2026-10-14", dueDate: null, currency: "EUR", supplier: { name: "Aldaba, S.L.", taxId: "B12345674", contactId: null }, customer: { name: null, taxId: null },
    lines: lines.map((line, i) => ({ description: `Línea ${i + 1}`, quantity: null, unitPrice: null, discount: null, vatRate: "21", accountId: null, ...line })),
    netTotal: net, vat, vatTotal: percentOf(net, "21"), withholding: null, total, payable: total, iban: null, ...over,
  }); // prettier-ignore
}
function planned(invoice: InvoicePayload, over: Partial<PlanFacts> = {}) {
  const result = planPurchase(invoice, { ...facts, ...over });
  if (!result.ok) throw new Error(result.error.code);
  return purchasePlan.parse(result.value);
}

describe("the plan of a purchase", () => {
  it("makes the contact with what the paper says of it, and leaves a known one alone", () => {
    const supplier = {
      name: "Aldaba, S.L.",
      taxId: "B12345674",
      contactId: null,
      email: "a@aldaba.es",
      address: "C/ Mayor, 12",
      city: "Valladolid",
    };
    const plan = planned(payload([{ net: "100.00" }], { supplier }));
    expect(plan.contact).toEqual({
      mode: "ensure",
      name: "Aldaba, S.L.",
      code: "B12345674",
      countryCode: "ES",
      email: "a@aldaba.es",
      address: "C/ Mayor, 12",
      city: "Valladolid",
    });
    expect(planned(payload([{ net: "100.00" }], { supplier: { ...supplier, contactId: "c1" } })).contact).toEqual({
      mode: "known",
      id: "c1",
    });
  });

  it("carries the tags and the project, and nothing where there are none", () => {
    const lines = [{ net: "100.00" }];
    expect(planned(payload(lines, { tags: ["obra"], projectId: "pr1" })).body).toMatchObject({ tags: ["obra"], projectId: "pr1" });
    expect(Object.keys(planned(payload(lines)).body)).not.toContain("tags");
  });

  it("takes the tax that people set for the supplier at a rate, while the account has it at that rate", () => {
    const keysOf = (taxKeys: Record<string, string>) =>
      planned(payload([{ net: "100.00" }]), { profile: { taxKeys } }).body.items[0]?.taxes;
    expect(keysOf({ "21": "p_iva_bi_21" })).toEqual(["p_iva_bi_21"]);
    expect(keysOf({ "21": "p_iva_10" })).toEqual(["p_iva_21"]);
    expect(keysOf({ "21": "s_iva_21" })).toEqual(["p_iva_21"]);
    expect(keysOf({ "10": "p_iva_bi_21" })).toEqual(["p_iva_21"]);
  });

  it("never takes such a tax for another one at the same rate: foreign VAT is not deducted, IGIC is no IVA", () => {
    const plan = (kind: "foreign" | "IPSI" | "IGIC", rate: string, taxKeys: Record<string, string>) => {
      const amount = percentOf("100.00", rate);
      const row = { rate, base: "100.00", amount, surchargeRate: null, surchargeAmount: null, tax: kind };
      const total = addAmounts(["100.00", amount]);
      const invoice = payload([{ net: "100.00", vatRate: rate }], { vat: [row], vatTotal: amount, total, payable: total });
      return planPurchase(invoice, { ...facts, profile: { taxKeys } });
    };
    for (const kind of ["foreign", "IPSI"] as const)
      expect(plan(kind, "21", { "21": "p_iva_bi_21" })).toMatchObject({ ok: false, error: { code: "holded.tax_key_missing" } });
    expect(plan("IGIC", "7", { "7": "p_igic_7" })).toMatchObject({ ok: true });
    expect(plan("IGIC", "10", { "10": "p_iva_10" })).toMatchObject({ ok: false, error: { code: "holded.tax_key_missing" } });
  });

  it("posts quantity, price and discount where they give the net exactly", () => {
    const plan = planned(payload([{ quantity: "2", unitPrice: "95", discount: "10", net: "171.00" }]));
    expect(plan.body.items).toEqual([{ name: "Línea 1", units: "2", price: "95", discount: "10", taxes: ["p_iva_21"], account: "acc" }]);
    expect(plan.expect).toEqual({ subtotal: "171.00", tax: "35.91", total: "206.91" });
  });

  it("posts one unit at the net where the paper rounded, and says so in the name", () => {
    const [item] = planned(payload([{ quantity: "3", unitPrice: "33.33", net: "100.00" }])).body.items;
    expect(item).toMatchObject({ units: "1", price: "100.00", name: "Línea 1 (3 × 33,33)" });
  });

  it("takes the withholding from every line with its own key", () => {
    const plan = planned(payload([{ net: "1000.00" }], { withholding: { rate: "15", base: "1000.00", amount: "150.00" } }));
    expect(plan.body.items[0]?.taxes).toEqual(["p_iva_21", "p_ret_15"]);
    expect(plan.expect.total).toBe("1060.00");
  });

  it("uses the key of rent for rent", () => {
    const rent = payload([{ net: "1000.00" }], { withholding: { rate: "19", base: "1000.00", amount: "190.00" } });
    const named = { ...rent, lines: rent.lines.map((line) => ({ ...line, description: "Alquiler de octubre" })) };
    expect(planned(named).body.items[0]?.taxes).toEqual(["p_iva_21", "p_retrent_19"]);
    expect(planned(rent).body.items[0]?.taxes).toEqual(["p_iva_21", "p_ret_19"]);
  });

  it("withholds only from the lines that the base names", () => {
    const plan = planned(
      payload([{ net: "1000.00" }, { net: "50.00" }], { withholding: { rate: "15", base: "1000.00", amount: "150.00" } }),
    );
    expect(plan.body.items.map((item) => item.taxes.includes("p_ret_15"))).toEqual([true, false]);
  });

  it("withholds from the run of lines that makes the base, and looks for none for long in the longest table", () => {
    const run = [{ net: "10.00" }, { net: "20.00" }, { net: "30.00" }, { net: "40.00" }];
    const plan = planned(payload(run, { withholding: { rate: "15", base: "50.00", amount: "7.50" } }));
    expect(plan.body.items.map((item) => item.taxes.includes("p_ret_15"))).toEqual([false, true, true, false]);
    const long = payload(Array.from({ length: 500 }, () => ({ net: "10.00" })), { withholding: { rate: "15", base: "9.99", amount: "1.50" } }); // prettier-ignore
    const started = performance.now();
    planned(long);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it("adds the recargo with its key", () => {
    const vat = [{ rate: "21", base: "100.00", amount: "21.00", surchargeRate: "5.2", surchargeAmount: "5.20" }];
    const plan = planned(payload([{ net: "100.00" }], { vat, vatTotal: "26.20", total: "126.20", payable: "126.20" }));
    expect(plan.body.items[0]?.taxes).toEqual(["p_iva_21", "p_rec_52"]);
    expect(plan.expect.total).toBe("126.20");
  });

  it.each([
    ["intra_services", "p_iva_adqintras_21"],
    ["intra_goods", "p_iva_adqintrab_21"],
    ["reverse_charge", "p_iva_invsuj"],
    ["exempt", "p_iva_exento"],
  ] as const)("%s is self-assessed or exempt with its key", (exemption, key) => {
    const vat = [{ rate: "0", base: "100.00", amount: "0.00", surchargeRate: null, surchargeAmount: null, exemption }];
    const plan = planned(payload([{ net: "100.00", vatRate: "0" }], { vat, vatTotal: "0.00", total: "100.00", payable: "100.00" }));
    expect(plan.body.items[0]?.taxes).toEqual([key]);
    expect(plan.expect).toEqual({ subtotal: "100.00", tax: "0.00", total: "100.00" });
  });

  it("refuses with the rate when the account lacks the tax, and never uses a sales key", () => {
    const none = planPurchase(payload([{ net: "100.00" }]), { ...facts, taxes: taxes.filter((t) => !t.key.startsWith("p_iva")) });
    expect(none).toMatchObject({ ok: false, error: { code: "holded.tax_key_missing", detail: { rate: "21" } } });
    const foreign = [{ rate: "19", base: "100.00", amount: "19.00", surchargeRate: null, surchargeAmount: null, tax: "foreign" as const }];
    expect(planPurchase(payload([{ net: "100.00" }], { vat: foreign }), facts)).toMatchObject({
      ok: false,
      error: { detail: { rate: "19" } },
    });
  });

  it("posts a discount of the whole document as a line of its own", () => {
    const invoice = payload([{ net: "100.00" }], {
      netTotal: "95.00",
      vat: [{ rate: "21", base: "95.00", amount: "19.95", surchargeRate: null, surchargeAmount: null }],
      vatTotal: "19.95",
      total: "114.95",
      payable: "114.95",
    });
    const plan = planned(invoice);
    expect(plan.body.items[1]).toMatchObject({ name: "Descuento según factura", units: "-1", price: "5.00" });
    expect(plan.expect.total).toBe("114.95");
  });

  it("posts one line per rate where the lines hold the tax", () => {
    const invoice = payload([{ net: "121.00" }, { net: "110.00", vatRate: "10" }], {
      netTotal: "200.00",
      total: "231.00",
      payable: "231.00",
      vatTotal: "31.00",
      vat: [
        { rate: "21", base: "40.00", amount: "8.40", surchargeRate: null, surchargeAmount: null },
        { rate: "10", base: "160.00", amount: "16.00", surchargeRate: null, surchargeAmount: null },
      ],
    });
    expect(planned(invoice).body.items.map((item) => [item.units, item.price])).toEqual([
      ["1", "40.00"],
      ["1", "160.00"],
    ]);
  });

  it("sends a credit note as a refund with positive amounts", () => {
    const plan = planned(payload([{ quantity: "-10", unitPrice: "1", net: "-10.00" }], { docType: "credit_note" }));
    expect(plan.refund).toBe(true);
    expect(plan.expect).toEqual({ subtotal: "10.00", tax: "2.10", total: "12.10" });
  });

  it("names the cents by which Holded will round otherwise", () => {
    const invoice = payload([{ net: "10.03" }], {
      vat: [{ rate: "21", base: "10.03", amount: "2.10", surchargeRate: null, surchargeAmount: null }],
      vatTotal: "2.10",
      total: "12.13",
      payable: "12.13",
    });
    expect(roundingDifference(planned(invoice), invoice)).toBe("0.01");
  });

  it("knows the contact, or asks to make sure of it with tax id and country", () => {
    const known = { id: "c1", name: "Aldaba", tradeName: null, taxId: "B12345674", iban: null, expenseAccountId: null, domains: [] };
    expect(planned(payload([{ net: "1.00" }]), { contacts: [known] }).contact).toEqual({ mode: "known", id: "c1" });
    expect(planned(payload([{ net: "1.00" }])).contact).toEqual({
      mode: "ensure",
      name: "Aldaba, S.L.",
      code: "B12345674",
      countryCode: "ES",
    });
  });
});

describe("the arithmetic of a plan", () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 500 }),
    price: fc.integer({ min: 1, max: 99_999 }),
    places: fc.constantFrom(2, 3, 4),
    discount: fc.constantFrom(0, 3, 5, 15, 33),
  });

  it("reaches the bases of the paper to the cent, whatever the lines round", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (list) => {
        const lines = list.map(({ quantity, price, places, discount }): Line => {
          const unitPrice = `${Math.trunc(price / 10 ** places)}.${String(price % 10 ** places).padStart(places, "0")}`;
          const net = formatCents(itemNet({ units: String(quantity), price: unitPrice, discount: String(discount) }));
          return { quantity: String(quantity), unitPrice, discount: String(discount), net };
        });
        const invoice = payload(lines);
        if (toCents(invoice.netTotal ?? "0.00") === 0n) return;
        const plan = planned(invoice);
        expect(plan.expect).toEqual(totalsInHolded(plan.body.items, taxes));
        expect(plan.expect.subtotal).toBe(invoice.netTotal);
        expect(plan.expect.total).toBe(invoice.total);
        const nets = plan.body.items.map((item) => formatCents(itemNet(item)));
        expect(addAmounts(nets)).toBe(invoice.netTotal);
      }),
    );
  });

  it("holds whether Holded rounds each line or only the sum", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 99 }), (cents, units) => {
        const net = fromCents(BigInt(cents));
        const [item] = planned(payload([{ quantity: String(units), unitPrice: "7.77", net }])).body.items;
        const exact = Number(item?.units) * Number(item?.price) * (1 - Number(item?.discount) / 100);
        expect(Math.abs(exact - cents / 100)).toBeLessThan(1e-6);
      }),
    );
  });
});
