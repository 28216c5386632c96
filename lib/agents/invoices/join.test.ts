import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromCents } from "@/lib/kernel/money";
import type { Reason } from "@/lib/kernel/evidence";
import { paper } from "@/lib/testing/paper";
import type { Companion } from "./facts";
import { findRest } from "./join";
import type { InvoicePayload } from "./model";
import { readInvoices } from "./read-invoices";

const context = { today: "2026-11-22", ownTaxIds: ["A28015865"] };
const printed = (cents: number): string => {
  const [whole = "0", rest = "00"] = fromCents(BigInt(cents)).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ".")},${rest}`;
};
const head = (number: string | null) => `
FERRETERÍA ALDABA, S.L.                                 ${number === null ? "" : "FACTURA"}
NIF: B12345674  Tel. 912 345 678
${number === null ? "" : `Nº factura: ${number}`}               Talleres Roca, S.A.
${number === null ? "" : "Fecha: 14/10/2026"}                   NIF: A28015865
`;
const table = (nets: readonly number[]) => `
Descripción                     Cantidad   Precio   Dto.         Importe
${nets.map((net, i) => `Tornillo de ${20 + i} mm                    1   ${printed(net).padStart(8)}            ${printed(net).padStart(10)}`).join("\n")}
`;
const foot = (nets: readonly number[]) => {
  const base = nets.reduce((sum, net) => sum + net, 0);
  const tax = Math.round(base * 0.21);
  return `
Base imponible      % IVA       Cuota IVA               TOTAL FACTURA
${printed(base)}              21          ${printed(tax)}                   ${printed(base + tax)} €
`;
};

type Item = Companion & { readonly payload: InvoicePayload; readonly reasons: readonly Reason[] };

function arrived(id: string, text: string): Item {
  const [{ payload, reasons }] = readInvoices(paper(text), context);
  const { number, supplier, netTotal, total, lines } = payload;
  const nets = lines.flatMap(({ net }) => net ?? []);
  const marks = reasons.filter(({ code }) => code.startsWith("page."));
  return { id, fileName: `${id}.pdf`, number, supplierTaxId: supplier.taxId, netTotal, total, lines: nets, marks, payload, reasons };
}

const found = (item: Item, all: readonly Item[]) =>
  findRest(item.payload, item.reasons, { proposals: [], companions: all.filter((one) => one !== item) }).map(({ code, detail }) => [
    code,
    detail?.["id"],
    detail?.["order"],
  ]);

const sum = (nets: readonly number[]) => nets.reduce((all, net) => all + net, 0);
const someNets = fc.uniqueArray(fc.integer({ min: 1_01, max: 900_00 }), { minLength: 2, maxLength: 6 });
const twoSides = fc.tuple(someNets, someNets).filter(([a, b]) => sum(a) !== sum(b));
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { numRuns: 10, seed: 4711 });

describe("one invoice in two files that came together", () => {
  it("is found by the count of its pages, from both sides", () => {
    check(
      fc.property(twoSides, ([first, second]) => {
        const one = arrived("uno", `${head("A-2291")}${table(first)}\nPágina 1 de 2`);
        const two = arrived("dos", `${head("A-2291")}${table(second)}${foot([...first, ...second])}\nPágina 2 de 2`);
        expect(found(one, [one, two])).toEqual([["join.page_marks", "dos", "after"]]);
        expect(found(two, [one, two])).toEqual([["join.page_marks", "uno", "before"]]);
      }),
    );
  });

  it("is found by the sum that goes from one to the other", () => {
    check(
      fc.property(twoSides, ([first, second]) => {
        const carried = printed(sum(first));
        const filler = "\n".repeat(30);
        const one = arrived("uno", `${head("A-2291")}${table(first)}${filler}Suma y sigue                    ${carried}`);
        const two = arrived(
          "dos",
          `${head(null)}Suma anterior                    ${carried}${table(second)}${foot([...first, ...second])}`,
        );
        expect(found(one, [one, two])).toEqual([["join.carried", "dos", "after"]]);
        expect(found(two, [one, two])).toEqual([["join.carried", "uno", "before"]]);
      }),
    );
  });

  it("is found where the lines of one file make up the base of the other", () => {
    check(
      fc.property(someNets, (nets) => {
        const detail = arrived("detalle", `${head(null)}${table(nets)}`);
        const total = arrived("total", `${head("A-2291")}\nTrabajos según detalle adjunto\n${foot(nets)}`);
        expect(found(detail, [detail, total])).toEqual([["join.sums", "total", "after"]]);
        expect(found(total, [detail, total])).toEqual([["join.sums", "detalle", "before"]]);
      }),
    );
  });
});

describe("nothing is said", () => {
  const pageOf = (id: string, at: number, number: string) =>
    arrived(id, `${head(number)}${table([100_00 + at, 50_00])}\nPágina ${at} de 2`);

  it("where two files could be the rest", () => {
    const one = arrived("uno", `${head("A-2291")}${table([60_00, 40_00])}\nPágina 1 de 2`);
    const rests = ["dos", "tres"].map((id) => arrived(id, `${head(null)}${table([30_00, 70_00])}${foot([200_00])}\nPágina 2 de 2`));
    const all = [one, ...rests];
    for (const item of all) expect(found(item, all)).toEqual([]);
  });

  it("of pages of other numbers, or of other suppliers", () => {
    const all = [pageOf("uno", 1, "A-2291"), pageOf("dos", 2, "A-2300")];
    for (const item of all) expect(found(item, all)).toEqual([]);
    const other = { ...pageOf("tres", 2, "A-2291"), supplierTaxId: "B47100235" };
    expect(found(pageOf("uno", 1, "A-2291"), [other])).toEqual([]);
  });

  it("of whole invoices, whatever they add up to", () => {
    check(
      fc.property(fc.array(someNets, { minLength: 2, maxLength: 4 }), (papers) => {
        const all = papers.map((nets, i) => arrived(`f${i}`, `${head(`A-${100 + 7 * i}`)}${table(nets)}${foot(nets)}\nPágina 1 de 1`));
        for (const item of all) expect(found(item, all)).toEqual([]);
      }),
    );
  });

  it("of the middle of three, but that it has one before and one after", () => {
    const all = [1, 2, 3].map((at) => arrived(String(at), `${head("A-2291")}${table([100_00 + at, 50_00])}\nPágina ${at} de 3`));
    expect(all.map((item) => found(item, all))).toEqual([
      [["join.page_marks", "2", "after"]],
      [
        ["join.page_marks", "3", "after"],
        ["join.page_marks", "1", "before"],
      ],
      [["join.page_marks", "2", "before"]],
    ]);
  });
});
