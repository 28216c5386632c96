import fc from "fast-check";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReadDocument } from "@/lib/documents/model";
import { closeReaders, readDocument } from "@/lib/documents/read-document";
import { paper } from "@/lib/testing/paper";
import { readPages } from "./read-pages";

const context = { today: "2026-11-22" };
const read = (...pages: readonly string[]) => readPages(paper(pages.map((page) => page.trim()).join("\n\f\n")), context);
const pagesOf = (found: ReturnType<typeof readPages>) => found.map(({ pages, payload }) => [payload.number, pages]);
const codesOf = (found: ReturnType<typeof readPages>) => found.flatMap(({ reasons }) => reasons.map(({ code }) => code));

const head = (number: string, date = "14/10/2026") => `
FERRETERÍA ALDABA, S.L.                                 FACTURA
NIF: B12345674  Tel. 912 345 678
Nº factura: ${number}               Talleres Roca, S.A.
Fecha: ${date}                   NIF: A28015865
`;
const line = (net: string) => `
Descripción                     Cantidad     Precio    Dto.      Importe
Tornillo 20 mm                         1     ${net}                ${net}
`;
const sums = (net: string, tax: string, total: string) => `
Base imponible      % IVA       Cuota IVA               TOTAL FACTURA
${net}              21          ${tax}                   ${total} €
`;
const one = (number: string, net = "100,00", tax = "21,00", total = "121,00", date?: string) =>
  `${head(number, date)}${line(net)}${sums(net, tax, total)}`;
const conditions = `
CONDICIONES GENERALES DE VENTA
Los precios no incluyen portes salvo pacto. El comprador revisará la mercancía al recibirla.
Las reclamaciones se harán por escrito. Los tribunales de Valencia son competentes.`;
const albaran = `
FERRETERÍA ALDABA, S.L.                                 ALBARÁN DE ENTREGA
NIF: B12345674
Nº albarán: 88123
Fecha: 02/10/2026
Descripción                     Cantidad
Tornillo 20 mm                         1
Recibí conforme`;

describe("several invoices in one file", () => {
  it("are read apart, each from its own pages and with its place told in pages of the file", () => {
    const found = read(one("A-1"), one("A-2", "200,00", "42,00", "242,00"));
    expect(pagesOf(found)).toEqual([["A-1", [1]], ["A-2", [2]]]); // prettier-ignore
    expect(found[1]?.payload.total).toBe("242.00");
    expect(found[1]?.evidence.find(({ path }) => path === "number")?.page).toBe(2);
  });

  it("of one and the same day and amount are told apart by their numbers", () => {
    expect(pagesOf(read(one("A-1"), one("A-2"), one("A-3"))).map(([number]) => number)).toEqual(["A-1", "A-2", "A-3"]);
  });

  it("keep their own pages where one goes on over several", () => {
    const first = `${head("A-1")}${line("60,00")}\nSuma y sigue 60,00`;
    const second = `${head("A-1")}\nSuma anterior 60,00\n${line("40,00")}${sums("100,00", "21,00", "121,00")}`;
    expect(pagesOf(read(first, second, one("A-2", "200,00", "42,00", "242,00")))).toEqual([["A-1", [1, 2]], ["A-2", [3]]]); // prettier-ignore
  });

  it("keep what goes with them, and say which pages that is", () => {
    const found = read(one("A-1"), conditions, one("A-2", "200,00", "42,00", "242,00"), albaran);
    expect(found.map(({ pages }) => pages)).toEqual([[1, 2], [3, 4]]); // prettier-ignore
    expect(found.map(({ reasons }) => reasons.find(({ code }) => code === "page.attached")?.detail)).toEqual([
      { pages: "2" },
      { pages: "4" },
    ]);
    expect(found[1]?.payload).toMatchObject({ number: "A-2", issueDate: "2026-10-14", total: "242.00" });
  });

  it("may stand behind an empty page, which nobody loses", () => {
    expect(read(one("A-1"), "", one("A-2", "200,00", "42,00", "242,00")).map(({ pages }) => pages)).toEqual([[1, 2], [3]]);
  });

  it("of two suppliers under one number are two", () => {
    const other = one("A-1", "200,00", "42,00", "242,00")
      .replace("FERRETERÍA ALDABA, S.L.", "PINTURAS NORTE, S.L. ")
      .replace("B12345674", "B47100235");
    expect(read(one("A-1"), other)).toHaveLength(2);
  });

  it("two hundred of them are two hundred readings", () => {
    const found = read(...Array.from({ length: 200 }, (_, i) => one(`A-${1000 + 7 * i}`)));
    expect(found.map(({ pages }) => pages)).toEqual(Array.from({ length: 200 }, (_, i) => [i + 1]));
  });
});

describe("a count that a scanner stamped through all sheets", () => {
  const stamp = (pages: readonly string[]) => pages.map((page, i) => `${page}\nPage ${i + 1} of ${pages.length}`);

  it("does not hide that there are several invoices", () => {
    expect(pagesOf(read(...stamp([one("A-1"), one("A-2", "200,00", "42,00", "242,00"), one("B-7", "50,00", "10,50", "60,50")])))).toEqual([
      ["A-1", [1]],
      ["A-2", [2]],
      ["B-7", [3]],
    ]);
  });

  it("stands beside the counts of the invoices themselves, which still hold", () => {
    const pages = [
      `${head("A-1")}${line("60,00")}\nPágina 1 de 2`,
      `${line("40,00")}${sums("100,00", "21,00", "121,00")}\nPágina 2 de 2`,
      one("A-2", "200,00", "42,00", "242,00", "20/10/2026"),
    ];
    expect(pagesOf(read(...stamp(pages)))).toEqual([["A-1", [1, 2]], ["A-2", [3]]]); // prettier-ignore
  });

  it("of a part of the tray is no better: the first sheets may be missing", () => {
    const pages = [one("A-1"), one("A-2", "200,00", "42,00", "242,00")].map((page, i) => `${page}\nPage ${i + 7} of 40`);
    expect(pagesOf(read(...pages)).map(([number]) => number)).toEqual(["A-1", "A-2"]);
  });

  it("leaves the file one, with a question, where the pages only differ in a number", () => {
    const words = "Trabajos de montaje y ajuste de las puertas del almacén según presupuesto aceptado.";
    const found = read(...stamp([`${head("A-1")}${words}`, `${head("A-2")}${sums("100,00", "21,00", "121,00")}`]));
    expect(found).toHaveLength(1);
    expect(found[0].reasons).toContainEqual({ code: "page.several_possible", level: "doubt", detail: { pages: "2" } });
  });
});

describe("one invoice of several pages", () => {
  it.each([
    [
      "that counts its pages",
      [`${head("A-1")}${line("60,00")}\nPágina 1 de 2`, `${line("40,00")}${sums("100,00", "21,00", "121,00")}\nPágina 2 de 2`],
    ],
    ["that repeats its header", [`${head("A-1")}${line("60,00")}`, `${head("A-1")}${line("40,00")}${sums("100,00", "21,00", "121,00")}`]],
    ["whose second page has nothing but lines", [`${head("A-1")}${line("60,00")}`, `${line("40,00")}${sums("100,00", "21,00", "121,00")}`]],
    ["with an annex under another date", [one("A-1"), `Detalle de consumos de la factura A-1\n30/09/2026\n${line("100,00")}`]],
    ["with the delivery note it names", [one("A-1"), albaran]],
    ["twice, the original and a copy", [one("A-1"), one("A-1")]],
  ])("%s is one", (_, pages) => {
    const found = read(...pages);
    expect(found).toHaveLength(1);
    expect(found[0].pages).toEqual(pages.map((_, i) => i + 1));
    expect(codesOf(found)).not.toContain("page.several_possible");
  });
});

it("where the pages do not tell, the file stays one and a person is asked", () => {
  const found = read(one("A-1"), `${line("40,00")}${sums("40,00", "8,40", "48,40")}\nPágina 1 de 1`);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ pages: [1, 2], standing: "needs_review" });
  expect(found[0].reasons).toContainEqual({ code: "page.several_possible", level: "doubt", detail: { pages: "2" } });
});

describe("our own documents joined in any order", () => {
  const folder = path.resolve(import.meta.dirname, "../../../../e2e/fixtures/pdf");
  const whole: ReadDocument[] = [];
  beforeAll(async () => {
    for (const file of fs.readdirSync(folder).filter((name) => /^(?!17|18).*\.pdf$/.test(name))) {
      const document = await readDocument(fs.readFileSync(path.join(folder, file)), "application/pdf");
      if (document.ok) whole.push(document.value);
    }
  }, 60_000);
  afterAll(closeReaders);

  it("are cut where they were joined, and nowhere else", () => {
    const some = fc.uniqueArray(fc.nat(whole.length - 1), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(some, (chosen) => {
        const parts = chosen.flatMap((i) => whole[i] ?? []);
        const found = readPages(joined(parts), context).map(({ pages }) => pages[0]);
        expect(found).toEqual(parts.map((_, i) => 1 + pagesBefore(parts, i)));
      }),
      { numRuns: 10, seed: 4711 },
    );
  });
});

const pagesBefore = (parts: readonly ReadDocument[], index: number) =>
  parts.slice(0, index).reduce((sum, { pages }) => sum + pages.length, 0);

function joined(parts: readonly ReadDocument[]): ReadDocument {
  const pages = parts.flatMap(({ pages: own }, i) => own.map((page) => ({ ...page, number: page.number + pagesBefore(parts, i) })));
  return { reader: "pdf-text", pages, notes: [] };
}
