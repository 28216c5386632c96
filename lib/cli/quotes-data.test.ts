import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerQuotes } from "@/lib/cli/agent-quotes";
import { readQuotesData } from "@/lib/cli/quotes-data";

const good = {
  "catalogue.csv":
    "sku,ean,name,category,kind,unit,pack,price,tax,no_discount,active\n" +
    'A-1,8400000000130,"Taco 8 mm, gris (caja 100 ud)",Fijación,product,caja,100,4.125,21,0,1\nB-2,,Hora de montaje,Mano de obra,service,hora,,38,21,1,0\n',
  "contacts.json": JSON.stringify([
    {
      id: "C1",
      name: "Bar Nadal",
      person: "Rosa Gil",
      email: "rosa@barnadal.es",
      phone: "662750139",
      pricelist: null,
      discount: 12.5,
      regime: "re",
      special: { "A-1": 3.9 },
      refs: { "MAT/1": "A-1" },
    },
  ]),
  "pricelists.json": JSON.stringify({
    pricelists: [{ id: "T1", name: "Instaladores", type: "percent", percent: -6.5 }],
    breaks: { "A-1": [{ min: 10, price: 3.95 }] },
  }),
  "history.jsonl": '{"contact":"C1","date":"2026-01-02","doc":"F1","lines":[{"sku":"A-1","qty":2.5}]}\n',
  "requests.jsonl": '{"id":"Q1","received":"2026-03-02","channel":"email","text":"2 cajas de tacos","from":"Rosa <rosa@barnadal.es>"}\n\n',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "quotes-data-"));
  mkdirSync(path.join(folder, "input"));
  write(good);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Partial<typeof good>): void {
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, "input", file), text);
}
const read = () => readQuotesData(path.join(folder, "input"));

describe("the input folder of the quotes agent", () => {
  it("keeps every figure as the decimal that was written", () => {
    const { items, customers, lists, breaks, history, requests } = read();
    expect(items.map(({ name, pack, price, kind, active, fixedPrice }) => [name, pack, price, kind, active, fixedPrice])).toEqual([
      ["Taco 8 mm, gris (caja 100 ud)", "100", "4.125", "product", true, false],
      ["Hora de montaje", null, "38", "service", false, true],
    ]);
    expect(customers[0]).toMatchObject({ discount: "12.5", agreedPrices: { "A-1": "3.9" }, references: { "MAT/1": "A-1" }, regime: "re" });
    expect(lists).toEqual([{ id: "T1", name: "Instaladores", type: "percent", percent: "-6.5" }]);
    expect(breaks).toEqual([{ item: "A-1", from: "10", price: "3.95" }]);
    expect(history.get("C1")).toEqual([{ customer: "C1", date: "2026-01-02", number: "F1", lines: [{ item: "A-1", quantity: "2.5" }] }]);
    expect(requests).toMatchObject([{ id: "Q1", received: "2026-03-02", subject: null }]);
  });

  it("reads a comma as the mark of decimals where a spreadsheet wrote one", () => {
    write({ "catalogue.csv": good["catalogue.csv"].replace("4.125", '"4,125"') });
    expect(read().items[0]?.price).toBe("4.125");
  });

  it.each([
    ["catalogue.csv", "sku,name\nA,B\n", "catalogue.csv: falta la columna «ean»"],
    ["catalogue.csv", good["catalogue.csv"].replace("4.125", "gratis"), "catalogue.csv, línea 2: «gratis» no es un número (price)"],
    ["catalogue.csv", good["catalogue.csv"].replace("A-1,", ","), "catalogue.csv, línea 2: falta el código o el nombre"],
    ["contacts.json", "[{", "contacts.json: no es JSON"],
    ["contacts.json", '[{"id":"C1"}]', "contacts.json: 0.name no es lo esperado"],
    ["pricelists.json", "[]", "pricelists.json: el contenido no es lo esperado"],
    ["history.jsonl", '{"contact":"C1","date":"2026-13-45","doc":"F1","lines":[]}', "history.jsonl, línea 1: date no es lo esperado"],
    ["requests.jsonl", `${good["requests.jsonl"]}{"id":`, "requests.jsonl, línea 3: no es JSON"],
    [
      "requests.jsonl",
      '{"id":"Q1","received":"2026-03-02","channel":"fax","text":""}',
      "requests.jsonl, línea 1: channel no es lo esperado",
    ],
  ] as const)("with a broken %s names the file, the place and the cause, and nothing is answered", (file, text, cause) => {
    write({ [file]: text });
    expect(read).toThrow(cause);
    expect(answerQuotes(["--data", folder, "--out", "answers.jsonl"], folder)).toBe(1);
  });

  it("is refused with 2 when a file, the folder or an argument is missing", () => {
    expect(answerQuotes(["--data", folder], folder)).toBe(2);
    expect(answerQuotes(["--data", "nowhere", "--out", "a.jsonl"], folder)).toBe(2);
    expect(answerQuotes(["--data", folder, "--out", "nowhere/a.jsonl"], folder)).toBe(2);
    rmSync(path.join(folder, "input", "history.jsonl"));
    expect(answerQuotes(["--data", folder, "--out", "a.jsonl"], folder)).toBe(2);
  });
});
