import { describe, expect, test } from "vitest";
import { salesQuantity } from "@/lib/agents/quotes/engine/catalogue/sales-quantity";
import type { CatalogueItem, SaidQuantity } from "@/lib/agents/quotes/engine/model";

const said = (value: string, unit: string | null = null, packOf: string | null = null, upTo: string | null = null): SaidQuantity => ({
  value, upTo, unit, packOf, packUnit: null, span: { start: 0, end: 0 },
}); // prettier-ignore

const item = (name: string, unit: string | null = null, pack: string | null = null): CatalogueItem => ({
  key: "1", sku: null, ean: null, name, description: null, category: null, kind: "product", unit, pack,
  price: "1", cost: null, vat: "21", fixedPrice: false, active: true, stock: null,
}); // prettier-ignore

const box = item("Grapas galvanizadas 10 mm", "caja", "100");

describe("pieces are counted in packs, up to the next whole one", () => {
  test("and the sum is shown", () => {
    expect(salesQuantity(said("300"), box)).toEqual({ value: "3", packs: { asked: "300", pack: "100", spare: "0" }, doubt: null });
    expect(salesQuantity(said("320", "ud"), box)).toMatchObject({ value: "4", packs: { spare: "80" } });
  });

  test.each(["Grapas 10 mm (caja 100 ud)", "GRAPAS 10 MM C/100", "Grapas 10 mm caja de 100", "Grapas 10 mm 100 uds"])(
    "%s says its own pack",
    (name) => expect(salesQuantity(said("250"), item(name)).value).toBe("3"),
  );

  test("a whole pack for three pieces is doubted", () => {
    expect(salesQuantity(said("3"), box)).toMatchObject({ value: "1", doubt: "quantity.spare" });
  });
});

describe("packs are taken as said", () => {
  test.each([
    [said("6", "caja"), "6"],
    [said("6", "caixa"), "6"],
    [said("6", "box", "100"), "6"],
  ])("%o of a box of 100", (one, value) => expect(salesQuantity(one, box)).toEqual({ value, packs: null, doubt: null }));

  test("packs of another size are counted over and doubted", () => {
    expect(salesQuantity(said("4", "caja", "50"), box)).toMatchObject({ value: "2", doubt: "quantity.pack" });
  });
});

describe("measured goods", () => {
  const roll = item("CABLE RV-K 3X2,5 R/100M");
  test("metres come in rolls", () => expect(salesQuantity(said("250", "m"), roll)).toMatchObject({ value: "3", packs: { spare: "50" } }));
  test("rolls are rolls", () => expect(salesQuantity(said("2", "rollo"), roll).value).toBe("2"));
  test("kilos of what is sold by the kilo may be broken", () =>
    expect(salesQuantity(said("2.5", "kg"), item("Café en grano", "kg", "1"))).toEqual({ value: "2.5", packs: null, doubt: null }));
  test("grams are kilos", () => expect(salesQuantity(said("500", "g"), item("Café en grano", "kg", "1")).value).toBe("0.5"));
  test("litres come in jugs", () => expect(salesQuantity(said("20", "l"), item("Aceite girasol (garrafa 5 l)")).value).toBe("4"));
});

describe("what the words leave open is doubted", () => {
  test.each([
    ["no figure", null, "quantity.none", "1"],
    ["a range", said("10", null, null, "12"), "quantity.range", "12"],
    ["metres of something counted", said("3", "m"), "quantity.unit", "3"],
  ])("%s", (_, one, doubt, value) => expect(salesQuantity(one, item("Martillo carpintero"))).toMatchObject({ value, doubt }));
});

describe("what was counted is told from what it comes in", () => {
  test("pairs of a box of pairs are counted in boxes", () => {
    const slippers = item("Zapatilla desechable (caja 100 par)", "caja", "100");
    expect(salesQuantity(said("300", "pares"), slippers).value).toBe("3");
    expect(salesQuantity(said("2", "par"), item("Guantes de piel", "par", "1")).value).toBe("2");
  });

  test("a sack with pack 14 that its name calls 14 kg is counted by the sack, and in kilos when kilos are said", () => {
    const sack = item("Pienso renal 14 kg", "saco", "14");
    expect(salesQuantity(said("3"), sack)).toMatchObject({ value: "3", doubt: null });
    expect(salesQuantity(said("28", "kg"), sack).value).toBe("2");
    expect(salesQuantity(said("28"), item("Barrita 14 mm", "caja", "14")).value).toBe("2");
  });
});
