import { describe, expect, it } from "vitest";
import { quotePayload } from "@/lib/agents/quotes/model";
import type { AccountTax } from "@/lib/agents/quotes/pricing";
import { regimeOf } from "@/lib/agents/quotes/regime";
import { textOfTable } from "@/lib/agents/quotes/table-text";
import { taxKeysOf } from "@/lib/agents/quotes/tax-keys";

const tax = (key: string, rate: string, group: string, name = key): AccountTax => ({ key, name, rate, scope: "sales", group });
const account = [
  tax("s_iva_21", "21", "iva"),
  tax("s_iva_0", "0", "iva"),
  tax("s_iva_exento", "0", "iva", "IVA exento"),
  tax("s_iva_intrab", "0", "iva", "Entrega intracomunitaria de bienes"),
  tax("s_iva_intras", "0", "iva", "Prestación intracomunitaria de servicios"),
  tax("s_rec_52", "5.2", "rec"),
  tax("s_igic_7", "7", "igic"),
  { ...tax("p_iva_21", "21", "iva"), scope: "purchases" },
];
const goods = { kind: "product", taxes: ["s_iva_21"] } as const;
const none = { vat: "0", surcharge: "0" };

describe("a discount", () => {
  it("is at most the whole price", () => {
    const customer = { mode: "known", contactId: "c1", name: "Olmo", taxId: null, foundBy: "email", regime: "general", priceList: null };
    const takes = (discount: string) => quotePayload.shape.customer.safeParse({ ...customer, discount }).success;
    expect(["0", "12.5", "100", "100.0001", "150"].map(takes)).toEqual([true, true, true, false, false]);
  });
});

describe("the tax keys of a line", () => {
  it("are those of the account that charge what is to be charged", () => {
    expect(taxKeysOf({ vat: "21", surcharge: "0" }, goods, "general", account)).toEqual(["s_iva_21"]);
    expect(taxKeysOf({ vat: "21", surcharge: "5.2" }, goods, "re", account)).toEqual(["s_iva_21", "s_rec_52"]);
    expect(taxKeysOf(none, goods, "intra", account)).toEqual(["s_iva_intrab"]);
    expect(taxKeysOf(none, { ...goods, kind: "service" }, "intra", account)).toEqual(["s_iva_intras"]);
    expect(taxKeysOf(none, goods, "export", account)).toEqual(["s_iva_exento"]);
    expect(taxKeysOf({ vat: "7", surcharge: "0" }, goods, "igic", account)).toEqual(["s_igic_7"]);
  });

  it("keep the item's own one where several charge nothing", () => {
    expect(taxKeysOf(none, { kind: "service", taxes: ["s_iva_exento"] }, "general", account)).toEqual(["s_iva_exento"]);
  });

  it("are none where the account lacks one of them", () => {
    expect(taxKeysOf({ vat: "10", surcharge: "0" }, { kind: "product", taxes: [] }, "general", account)).toEqual([]);
    expect(taxKeysOf({ vat: "21", surcharge: "1.4" }, goods, "re", account)).toEqual([]);
  });
});

describe("how a customer is taxed", () => {
  const place = { countryCode: "ES", postalCode: "47001", vatNumber: null, taxId: "B47703525" };
  const of = (where: Partial<Parameters<typeof regimeOf>[0]>, keys: readonly string[] = [], isCanary = false) =>
    regimeOf({ ...place, ...where }, keys, account, isCanary).regime;

  it("is what the account has set for the contact", () => {
    expect(of({}, ["s_iva_21", "s_rec_52"])).toBe("re");
    expect(regimeOf(place, ["s_igic_7"], account, false)).toEqual({ regime: "igic", igic: "7" });
    expect(of({ countryCode: "FR" }, ["s_iva_21"])).toBe("general");
  });

  it("follows from the place where nothing is set", () => {
    expect(of({})).toBe("general");
    expect(of({ postalCode: "35001" })).toBe("export");
    expect(of({ postalCode: "35001" }, [], true)).toBe("general");
    expect(of({ countryCode: "FR", vatNumber: "FR12345678901" })).toBe("intra");
    expect(of({ countryCode: "FR", vatNumber: null, taxId: "12345678Z" })).toBe("general");
    expect(of({ countryCode: "US" })).toBe("export");
  });
});

describe("a table as a request", () => {
  it("says quantity, unit, thing and reference in the order in which people do", () => {
    const table = [
      ["Pedido de noviembre"],
      ["Ref.", "Descripción", "Cantidad", "Unidad"],
      ["A-1", "Tubo de PVC 32 mm", "12", "barras"],
      ["", "Codo 32", "4", ""],
    ];
    expect(textOfTable(table)).toBe("Pedido de noviembre\n\n12 barras Tubo de PVC 32 mm ref. A-1\n4 Codo 32");
  });

  it("without a heading is taken as it stands", () => {
    expect(
      textOfTable([
        ["3", "brochas"],
        ["", ""],
        ["2", "rodillos"],
      ]),
    ).toBe("3 brochas\n2 rodillos");
  });
});
