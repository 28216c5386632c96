import { describe, expect, it } from "vitest";
import type { InvoiceLine } from "@/lib/agents/invoices/model";
import { editLines, maxLines } from "@/components/invoices/line-table";
import { lineOrigins } from "@/components/invoices/line-origins";
import { readPastedRows } from "@/components/invoices/pasted-rows";

const line = (description: string, patch: Partial<InvoiceLine> = {}): InvoiceLine => ({
  description,
  quantity: "1",
  unitPrice: "10",
  discount: null,
  net: "10.00",
  vatRate: "21",
  accountId: "acc-629",
  ...patch,
});

describe("editing the lines", () => {
  it("carries the base of the line when quantity, price or discount changes", () => {
    const [edited] = editLines([line("Cable")], { kind: "set", index: 0, patch: { quantity: "3", discount: "50" } });
    expect(edited?.net).toBe("15.00");
  });

  it("leaves the base as typed when the person types the base", () => {
    const [edited] = editLines([line("Cable")], { kind: "set", index: 0, patch: { net: "9.99" } });
    expect(edited).toMatchObject({ net: "9.99", quantity: "1", unitPrice: "10" });
  });

  it("adds a line with the rate and account of the one above", () => {
    const added = editLines([line("a", { vatRate: "10" }), line("b")], { kind: "add", after: 0 });
    expect(added.map((l) => l.description)).toEqual(["a", "", "b"]);
    expect(added[1]).toMatchObject({ vatRate: "10", accountId: "acc-629", net: null });
  });

  it("removes exactly the named line", () => {
    expect(editLines([line("a"), line("b"), line("c")], { kind: "remove", index: 1 }).map((l) => l.description)).toEqual(["a", "c"]);
  });

  it("pastes over what stands there and appends the rest", () => {
    const rows = [{ description: "x", quantity: "2" }, { description: "y" }, { description: "z", net: "7.00" }];
    const pasted = editLines([line("a"), line("b")], { kind: "paste", index: 1, rows });
    expect(pasted.map((l) => [l.description, l.net])).toEqual([
      ["a", "10.00"],
      ["x", "20.00"],
      ["y", null],
      ["z", "7.00"],
    ]);
  });

  it("never grows beyond what the payload may hold", () => {
    const rows = Array.from({ length: maxLines + 40 }, () => ({ description: "x" }));
    expect(editLines([line("a")], { kind: "paste", index: 0, rows })).toHaveLength(maxLines);
  });

  it("sets one account for all lines", () => {
    const set = editLines([line("a"), line("b", { accountId: null })], { kind: "account", accountId: "acc-600" });
    expect(set.map((l) => l.accountId)).toEqual(["acc-600", "acc-600"]);
  });
});

describe("pasting from a spreadsheet", () => {
  it("fills the columns from the focused one on", () => {
    expect(readPastedRows("2\t1.234,50\n3\t0,5", "quantity")).toEqual([
      { quantity: "2", unitPrice: "1234.5" },
      { quantity: "3", unitPrice: "0.5" },
    ]);
  });

  it("follows a row of headings in any order and ignores unknown columns", () => {
    const text = "Ref.\tImporte\tConcepto\tIVA\nA1\t20,00\tPintura blanca\t21%";
    expect(readPastedRows(text, "description")).toEqual([{ net: "20.00", description: "Pintura blanca", vatRate: "21" }]);
  });

  it("keeps a line break inside a quoted cell", () => {
    expect(readPastedRows('"Mano de obra\n2 ""oficiales"""\t4', "description")).toEqual([
      { description: 'Mano de obra\n2 "oficiales"', quantity: "4" },
    ]);
  });

  it("leaves a single cell to the ordinary paste", () => {
    expect(readPastedRows("Tornillos M6", "description")).toBeNull();
    expect(readPastedRows("Tornillos M6\r\n", "description")).toBeNull();
  });
});

describe("where a line came from", () => {
  it("survives the removal of a line above", () => {
    const read = [line("a"), line("b"), line("c")];
    expect(lineOrigins(read, [line("a"), line("c")])).toEqual([0, 2]);
  });

  it("is unknown for an added line and kept for an edited one", () => {
    const read = [line("a", { net: "1.00" }), line("b", { net: "2.00" })];
    expect(lineOrigins(read, [line("a", { net: "1.50" }), line("new", { net: "9.00" }), line("b", { net: "2.00" })])).toEqual([0, null, 1]);
  });

  it("does not give one origin to two equal lines", () => {
    const read = [line("a"), line("a")];
    expect(lineOrigins(read, [line("a"), line("a")])).toEqual([0, 1]);
  });
});
