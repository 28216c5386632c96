import { describe, expect, it } from "vitest";
import { knownNames } from "@/lib/agents/quotes/conditions/known";
import { guessTableMapping } from "@/lib/agents/quotes/conditions/mapping";
import { readRows } from "@/lib/agents/quotes/conditions/read-rows";
import { findDelimiter } from "@/lib/documents/statements/csv/find-delimiter";
import { customer, item } from "@/lib/testing/quotes";

const known = knownNames({
  customers: [
    customer({ id: "nadal", name: "Bar Nadal, S.L.", taxId: "B47703525", emails: ["bar@nadal.example"] }),
    customer({ id: "sol", name: "Hotel Sol", taxId: "A11111119" }),
    customer({ id: "sol2", name: "HOTEL SOL", taxId: "A22222228" }),
  ],
  items: [
    item({ key: "p1", sku: "TOR-540", ean: "8412345678905", name: "Tornillo", category: "Tornillería" }),
    item({ key: "p2", sku: "TAC-08", name: "Taco" }),
  ],
  lists: [{ id: "l1", name: "Tarifa Hostelería" }],
});

function read(text: string) {
  const found = findDelimiter(text, 200);
  if (!found) throw new Error("no table");
  const mapping = guessTableMapping(found.rows);
  return { mapping, ...readRows(found.rows, mapping, known) };
}
const facts = (text: string) =>
  read(text).facts.map(({ kind, contactId, subject, fromQuantity, value }) => [kind, contactId, subject, fromQuantity, value]);
const faults = (text: string) => read(text).unread.map(({ line, fault }) => [line, fault]);

describe("a table of conditions", () => {
  it("says agreed prices, by tax id, e-mail or name and by code or EAN, with Spanish decimals", () => {
    const table =
      "NIF;Artículo;Precio neto\nES-B47.703.525;tor-540;1.234,5\nbar@nadal.example;TAC-08;0,12345 €\nBAR NADAL SL;8412345678905;1234,50";
    expect(facts(table)).toEqual([
      ["agreed_price", "nadal", "p1", "0", "1234.5"],
      ["agreed_price", "nadal", "p2", "0", "0.1235"],
    ]);
  });

  it("says price list and general discount of a customer in one row, and discounts of categories", () => {
    expect(facts("Cliente,Tarifa,Dto %\nBar Nadal S.L.,tarifa hosteleria,12.5 %\n")).toEqual([
      ["price_list", "nadal", "", "0", "l1"],
      ["discount", "nadal", "", "0", "12.5"],
    ]);
    expect(facts("Client\tFamília\tDescompte\nB47703525\ttornilleria\t7,5\n")).toEqual([
      ["category_discount", "nadal", "Tornillería", "0", "7.5"],
    ]);
  });

  it("says quantity prices for everybody, and the customer's own references", () => {
    expect(facts("SKU;Desde;Precio\nTOR-540;100;9,90\nTOR-540;500;8,75\n")).toEqual([
      ["quantity_break", "", "p1", "100", "9.9"],
      ["quantity_break", "", "p1", "500", "8.75"],
    ]);
    expect(facts("CIF;Ref. cliente;SKU\nB47703525;NAD 77;TAC-08\n")).toEqual([["reference", "nadal", "NAD 77", "0", "p2"]]);
  });

  it("is taken by tax id where names alone would not tell whom", () => {
    expect(faults("Cliente;SKU;Precio\nHotel Sol;TOR-540;9\n")).toEqual([[2, "contact_several"]]);
    expect(facts("Cliente;NIF;SKU;Precio\nHotel Sol;A22222228;TOR-540;9\n")).toEqual([["agreed_price", "sol2", "p1", "0", "9"]]);
    expect(faults("Cliente;NIF;SKU;Precio\nHotel Sol;B47703525;TOR-540;9\n")).toEqual([[2, "contact_several"]]);
  });

  it("names the line and the reason of what cannot be taken, and takes nothing of such a row", () => {
    const table = [
      "Cliente;Tarifa;Familia;Dto;SKU;Desde;Precio",
      "Nadie;;;5;;;",
      "Bar Nadal SL;Tarifa VIP;;;;;",
      "Bar Nadal SL;;Fontanería;5;;;",
      "Bar Nadal SL;;;101;;;",
      "Bar Nadal SL;;;-5;;;",
      "Bar Nadal SL;;;5;TOR-540;;",
      "Bar Nadal SL;;;;NADA-1;;3",
      "Bar Nadal SL;;;;;;3",
      "Bar Nadal SL;;;;TOR-540;10;3",
      "Bar Nadal SL;Tarifa Hostelería;;;TOR-540;;gratis",
      ";;;;TOR-540;0;3",
      ";;;;TOR-540;;3",
      "Bar Nadal SL;;;;TOR-540;;",
    ].join("\n");
    expect(read(table).facts).toEqual([]);
    expect(faults(table)).toEqual([
      [2, "contact_unknown"],
      [3, "list_unknown"],
      [4, "category_unknown"],
      [5, "percent"],
      [6, "number"],
      [7, "discount_of_item"],
      [8, "item_unknown"],
      [9, "item_missing"],
      [10, "break_of_contact"],
      [11, "number"],
      [12, "number"],
      [13, "contact_missing"],
      [14, "says_nothing"],
    ]);
  });

  it("may say a fact twice, but not in two ways", () => {
    const table = "Cliente;Dto\nBar Nadal SL;5\nB47703525;5,0\nB47703525;6\n";
    expect(facts(table)).toEqual([["discount", "nadal", "", "0", "5"]]);
    expect(faults(table)).toEqual([[4, "twice"]]);
  });

  it("without a heading has columns that nobody named", () => {
    const { mapping, facts: none } = read("B47703525;TOR-540;9,90\nB47703525;TAC-08;4,10\n");
    expect(mapping).toEqual({ headerRow: null, columns: [null, null, null], decimal: "," });
    expect(none).toEqual([]);
  });
});
