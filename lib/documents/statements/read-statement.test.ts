import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CsvMapping } from "@/lib/documents/statements/csv/mapping";
import { guessMapping } from "@/lib/documents/statements/csv/guess-mapping";
import { decodeText } from "@/lib/documents/statements/decode-text";
import type { Statement } from "@/lib/documents/statements/model";
import { readStatement, statementFormat, type CsvReading } from "@/lib/documents/statements/read-statement";
import { writeN43, type WrittenAccount } from "@/lib/testing/write-n43";

const bytes = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

function read(given: Uint8Array | string, csv: CsvReading | null = null): readonly Statement[] {
  const result = readStatement(typeof given === "string" ? bytes(given) : given, csv);
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail)}`);
  return result.value;
}

function failureOf(given: Uint8Array | string): { code: string; detail?: unknown } | null {
  const result = readStatement(typeof given === "string" ? bytes(given) : given);
  return result.ok ? null : { code: result.error.code, ...(result.error.detail ? { detail: result.error.detail } : {}) };
}

const sum = ({ movements }: Statement, keep: (cents: bigint) => boolean) =>
  movements.reduce((total, { cents }) => (keep(cents) ? total + cents : total), 0n);

const shared = new URL("../../../../shared/", import.meta.url).pathname;
const corpus = `${shared}corpus/bank/`;
const samples = `${shared}spec/samples/`;
const file = (path: string) => new Uint8Array(readFileSync(path));

describe.skipIf(!existsSync(corpus))("real files of banks (skipped where ../shared is absent)", () => {
  type Line = { file: string; format: string; control?: { accounts?: number; statements?: number; movements?: number; entries?: number; debit?: number; credit?: number; initial?: number[]; final?: number[] } }; // prettier-ignore
  const manifest = existsSync(corpus)
    ? readFileSync(`${corpus}manifest.jsonl`, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as Line)
    : []; // prettier-ignore
  const cents = (amount: number) => BigInt(Math.round(amount * 100));

  it.each(manifest.filter(({ format }) => format === "norma43"))("$file is read to the cent", ({ file: name, control }) => {
    const found = read(file(corpus + name.replace("bank/", "")));
    expect(found).toHaveLength(control?.accounts ?? 0);
    expect(found.flatMap(({ movements }) => movements)).toHaveLength(control?.movements ?? 0);
    const total = (keep: (cents: bigint) => boolean) => found.reduce((all, one) => all + sum(one, keep), 0n);
    expect(total((one) => one < 0n)).toBe(-cents(control?.debit ?? 0));
    expect(total((one) => one > 0n)).toBe(cents(control?.credit ?? 0));
    expect(found.map(({ openingCents }) => openingCents)).toEqual(control?.initial?.map(cents));
    expect(found.map(({ closingCents }) => closingCents)).toEqual(control?.final?.map(cents));
    expect(found.flatMap(({ warnings }) => warnings).filter(({ code }) => code !== "date_outside" && code !== "record_count")).toEqual([]);
  });

  it.each(manifest.filter(({ format }) => format === "camt.053"))("$file is read", ({ file: name, control }) => {
    const found = read(file(corpus + name.replace("bank/", "")));
    expect(found).toHaveLength(control?.statements ?? 0);
    const skipped = found.flatMap(({ warnings }) => warnings).filter(({ code }) => code === "not_booked").length;
    expect(found.flatMap(({ movements }) => movements).length + skipped).toBe(control?.entries ?? 0);
  });

  it("keeps a batch one movement with its two payers", () => {
    const [one] = read(file(`${corpus}oca--test-camt053-txdtls`));
    expect(one?.movements).toMatchObject([{ cents: 348300n, batchSize: 2 }]);
    expect(one?.movements[0]?.parts).toMatchObject([
      { cents: 218700n, references: ["302388292000011111111111111"], counterparty: { iban: "CH2222000000123456789" } },
      { cents: 129600n },
    ]);
  });

  it("finds the columns of a table by itself", () => {
    const csv = file(`${corpus}simonmichael--csb43.csv`);
    const { mapping } = guessMapping(decodeText(csv).text);
    if (mapping === null) throw new Error("no mapping");
    const [one] = read(csv, { mapping, currency: "EUR", openingCents: 0n });
    expect(one?.movements.map(({ cents: found, bookingDate }) => [found, bookingDate])).toEqual([[150000n, "2019-11-02"], [-50000n, "2019-11-10"]]); // prettier-ignore
  });

  it("refuses another bank format by name, without guessing", () => {
    expect(failureOf(file(`${corpus}oca--test_ofx.ofx`))?.code).toBe("statement.not_a_statement");
  });

  it("reads the same statement out of both formats", () => {
    const [n43] = read(file(`${samples}statement.n43`));
    const [camt] = read(file(`${samples}statement.camt053.xml`));
    const facts = (one: Statement | undefined) => one?.movements.map(({ bookingDate, valueDate, cents: amount, balanceCents }) => [bookingDate, valueDate, amount, balanceCents]); // prettier-ignore
    expect(facts(n43)).toEqual(facts(camt));
    expect(n43?.account.iban).toBe("ES8601829001140201234567");
    expect(camt?.account.iban).toBe(n43?.account.iban);
    expect([n43?.warnings, camt?.warnings]).toEqual([[], []]);
    expect(n43?.movements[0]).toMatchObject({
      text: "TALLERES IBARRA E HIJOS SL F2026-0031 PAGO FACTURA F2026-0031",
      counterparty: { name: "TALLERES IBARRA E HIJOS SL", taxId: "B00000001" },
      references: ["F2026-0031"],
      purpose: "SUPP",
    });
    expect(n43?.movements[1]).toMatchObject({
      counterparty: { name: "SUMINISTROS EJEMPLO SA" },
      creditorId: "ES00000A00000002",
      mandate: "MAND-0007",
    });
    expect(n43?.movements[4]?.original).toEqual({ currency: "USD", cents: 100000n });
    expect(n43?.movements[5]?.text).toContain("NUÑEZ");
    expect(camt?.movements[4]).toMatchObject({
      charges: { cents: 1500n, isIncluded: true },
      original: { currency: "USD", cents: 100000n },
    });
    expect(camt?.movements[5]).toMatchObject({ isReversal: true, returnReason: "AM04", counterparty: { name: "ÁLVAREZ NÚÑEZ JOSÉ" } });
    expect(camt?.movements[7]).toMatchObject({ batchSize: 3, parts: [] });
  });
});

const account = (change: Partial<WrittenAccount> = {}): WrittenAccount => ({
  from: "2026-11-01",
  to: "2026-11-30",
  opening: 100000n,
  movements: [
    { bookingDate: "2026-11-02", cents: -1210n, concepts: ["RECIBO FERRETERIA PEÑA"], commonCode: "03" },
    { bookingDate: "2026-11-03", cents: 5000n, concepts: ["TRANSFERENCIA DE ANA RUIZ"], reference2: "F-204" },
  ],
  ...change,
});

describe("a Norma 43 file", () => {
  it("gives the account its IBAN, each movement its balance, and keeps what was printed", () => {
    const [one] = read(writeN43([account()]));
    expect(one?.account).toEqual({
      iban: "ES9121000418450200051332",
      number: "210004180200051332",
      holder: "EMPRESA DE PRUEBA SL",
      currency: "EUR",
    });
    expect(one?.movements).toMatchObject([
      { line: 2, lastLine: 3, cents: -1210n, balanceCents: 98790n, text: "RECIBO FERRETERIA PEÑA", printed: ["RECIBO FERRETERIA PEÑA"] },
      {
        line: 4,
        lastLine: 5,
        cents: 5000n,
        balanceCents: 103790n,
        text: "TRANSFERENCIA DE ANA RUIZ F-204",
        counterparty: { name: "ANA RUIZ" },
      },
    ]);
    expect(one).toMatchObject({ openingCents: 100000n, closingCents: 103790n, warnings: [] });
  });

  it("says the same whether it is written in UTF-8 with a mark, in Windows-1252 or in code page 850", () => {
    const text = writeN43([account()]);
    const expected = read(text);
    expect(read(bytes(`\ufeff${text}`))).toEqual(expected);
    expect(read(latin(text))).toEqual(expected);
    expect(read(latin(text.replaceAll("Ñ", "\u00a5")))).toEqual(expected);
    expect(read(latin(`${text}\u001a`))).toEqual(expected);
    expect(read(text.split("\r\n").map((line) => line.trimEnd()).join("\n"))).toEqual(expected); // prettier-ignore
  });

  it("holds several accounts and currencies", () => {
    const found = read(writeN43([account(), account({ account: "0000000017", currency: "840", movements: [] })]));
    expect(found.map(({ account: { currency }, movements }) => [currency, movements.length])).toEqual([["EUR", 2], ["USD", 0]]); // prettier-ignore
  });

  it("joins its further concepts before it trims them", () => {
    const concept = `${"X".repeat(74)}FA`;
    const [one] = read(writeN43([account({ movements: [{ bookingDate: "2026-11-02", cents: 100n, concepts: [concept, "CTURA 204"] }] })]));
    expect(one?.movements[0]?.text).toBe(`${"X".repeat(74)}FACTURA 204`);
  });

  it.each([
    ["debit_count", 6, 20, "00002"],
    ["debit_sum", 6, 25, "00000000009999"],
    ["credit_count", 6, 39, "00007"],
    ["credit_sum", 6, 44, "00000000009999"],
    ["closing_differs", 6, 59, "00000000009999"],
    ["closing_computed", 6, 59, "00000000000000"],
    ["record_count", 7, 20, "000099"],
  ] as const)("names the line of a wrong total: %s", (code, line, from, wrong) => {
    const lines = writeN43([account()]).split("\r\n");
    const right = lines[line - 1] ?? "";
    lines[line - 1] = right.slice(0, from) + wrong + right.slice(from + wrong.length);
    expect(read(lines.join("\r\n"))[0]?.warnings).toMatchObject([{ code, line }]);
  });

  it.each([
    ["date", 2, (line: string) => `${line.slice(0, 10)}261332${line.slice(16)}`],
    ["sign", 2, (line: string) => `${line.slice(0, 27)}7${line.slice(28)}`],
    ["number", 2, (line: string) => `${line.slice(0, 30)}A${line.slice(31)}`],
    ["number", 4, (line: string) => line.slice(0, 35)],
    ["record", 3, (line: string) => `29${line.slice(2)}`],
    ["length", 3, (line: string) => `${line}X`],
    ["currency", 1, (line: string) => `${line.slice(0, 47)}000${line.slice(50)}`],
    ["account", 6, (line: string) => `33${"1".repeat(18)}${line.slice(20)}`],
    ["order", 2, (line: string) => `23${line.slice(2)}`],
  ] as const)("stops with the line when its %s is wrong, and takes nothing", (what, line, spoil) => {
    const lines = writeN43([account()]).split("\r\n");
    lines[line - 1] = spoil(lines[line - 1] ?? "");
    expect(failureOf(lines.join("\r\n"))).toEqual({ code: "statement.bad_line", detail: { line, what } });
  });

  it("that was cut off is not taken by halves", () => {
    const lines = writeN43([account()]).split("\r\n");
    expect(failureOf(lines.slice(0, 4).join("\r\n"))).toEqual({ code: "statement.bad_line", detail: { line: 4, what: "cut" } });
  });

  it("survives being written and read: no movement, cent, date or letter is lost", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
    const words = fc.stringMatching(/^[A-ZÑÇ0-9][A-ZÑÇ0-9 ./-]{0,70}[A-Z0-9]$/);
    const movement = fc.record({
      bookingDate: day,
      valueDate: day,
      cents: fc.bigInt({ min: -9999999999n, max: 9999999999n }),
      commonCode: fc.constantFrom("01", "02", "03", "12", "17", "99"),
      concepts: fc.array(words, { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 12 }), fc.bigInt({ min: -9999999n, max: 9999999n }), (movements, opening) => {
        const closing = movements.reduce((balance, { cents }) => balance + cents, opening);
        fc.pre((closing < 0n ? -closing : closing) < 99999999999999n);
        const [one] = read(writeN43([account({ movements, opening })]));
        expect(
          one?.movements.map(({ bookingDate, valueDate, cents, commonCode }) => ({ bookingDate, valueDate, cents, commonCode })),
        ).toEqual(movements.map(({ bookingDate, valueDate, cents, commonCode }) => ({ bookingDate, valueDate, cents, commonCode })));
        expect(one?.movements.map(({ printed }) => printed)).toEqual(movements.map(({ concepts }) => concepts));
        expect(one?.closingCents).toBe(closing);
        expect(one?.warnings.filter(({ code }) => code.includes("sum") || code === "closing_differs")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("of twenty thousand movements is read whole, and of more refused", { timeout: 60_000 }, () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ bookingDate: "2026-11-02", cents: BigInt(n + 1), concepts: [`COMPRA ${n}`] }));
    expect(read(writeN43([account({ movements: many(20_000) })]))[0]?.movements).toHaveLength(20_000);
    expect(failureOf(writeN43([account({ movements: many(20_001) })]))?.code).toBe("statement.too_many");
  });
});

const camt = (
  entries: string,
  change: { root?: string; space?: string; opening?: string; closing?: string } = {},
) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${change.space ?? "08"}">
<${change.root ?? "BkToCstmrStmt"}><GrpHdr><MsgId>1</MsgId></GrpHdr>
<Stmt><Id>1</Id><Acct><Id><IBAN>ES9121000418450200051332</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${change.opening ?? "100.00"}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${change.closing ?? "110.00"}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>
${entries}
</Stmt></${change.root ?? "BkToCstmrStmt"}></Document>`;
const entry = (inside: string, { amount = "10.00", sign = "CRDT", status = "<Sts><Cd>BOOK</Cd></Sts>", day = "2026-11-03" } = {}) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${status}<BookgDt><Dt>${day}</Dt></BookgDt>${inside}</Ntry>`;

describe("a camt.053 file", () => {
  it("is read alike in its second and its eighth version", () => {
    const [old] = read(camt(entry(`<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>ANA RUIZ</Nm></Dbtr><UltmtDbtr><Nm>RUIZ SL</Nm></UltmtDbtr><DbtrAcct><Id><IBAN>ES6621000418401234567891</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>FRA 1</Ustrd><Ustrd>FRA 2</Ustrd></RmtInf></TxDtls></NtryDtls>`, { status: "<Sts>BOOK</Sts>" }), { space: "02" })); // prettier-ignore
    const [young] = read(camt(entry(`<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>ANA RUIZ</Nm></Pty></Dbtr><UltmtDbtr><Pty><Nm>RUIZ SL</Nm></Pty></UltmtDbtr><DbtrAcct><Id><IBAN>ES6621000418401234567891</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>FRA 1</Ustrd><Ustrd>FRA 2</Ustrd></RmtInf></TxDtls></NtryDtls>`))); // prettier-ignore
    expect(young).toEqual(old);
    expect(young?.movements).toMatchObject([
      {
        cents: 1000n,
        balanceCents: 11000n,
        text: "ANA RUIZ RUIZ SL FRA 1 FRA 2",
        counterparty: { name: "ANA RUIZ", iban: "ES6621000418401234567891" },
        ultimateParty: "RUIZ SL",
      },
    ]);
  });

  it("takes only what is booked, and says what it left out and where", () => {
    const [one] = read(camt(`${entry("")}\n${entry("", { status: "<Sts><Cd>PDNG</Cd></Sts>" })}`));
    expect(one?.movements).toHaveLength(1);
    expect(one?.warnings).toEqual([{ code: "not_booked", line: 8, got: "PDNG" }]);
  });

  it("looks at both parties of a returned payment", () => {
    const returned = `<RvslInd>true</RvslInd><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>CLIENTE</Nm></Pty></Dbtr></RltdPties><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls>`;
    const [one] = read(camt(entry(returned, { sign: "DBIT" }), { closing: "90.00" }));
    expect(one?.movements).toMatchObject([{ cents: -1000n, isReversal: true, returnReason: "MD06", counterparty: { name: "CLIENTE" } }]);
    expect(one?.warnings).toEqual([]);
  });

  it("is put in order where the bank prints the youngest first", () => {
    const [one] = read(camt(entry("", { day: "2026-11-09", amount: "4.00" }) + entry("", { day: "2026-11-02", amount: "6.00" })));
    expect(one?.movements.map(({ bookingDate, balanceCents }) => [bookingDate, balanceCents])).toEqual([["2026-11-02", 10600n], ["2026-11-09", 11000n]]); // prettier-ignore
  });

  it("says when its balances do not agree", () => {
    expect(read(camt(entry(""), { closing: "999.00" }))[0]?.warnings).toMatchObject([
      { code: "closing_differs", expected: "999.00", got: "110.00" },
    ]);
  });

  it.each([
    ["statement.bad_line", camt(entry("", { amount: "10.001" }))],
    ["statement.bad_line", camt(entry("", { day: "2026-02-30" }))],
    ["document.too_complex", camt(entry("")).replace("<Document", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><Document")],
    ["document.damaged", camt(entry("")).slice(0, 600)],
    ["statement.notification", camt("").replaceAll("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")],
    ["statement.not_a_statement", `<?xml version="1.0"?><Invoice xmlns="urn:oasis"><ID>1</ID></Invoice>`],
  ] as const)("is refused as %s when it must be", (code, text) => expect(failureOf(text)?.code).toBe(code));
});

const table = `Banco de Ejemplo;IBAN ES91 2100 0418 4502 0005 1332
F. Operación;F. Valor;Concepto;Importe;Saldo
05/11/2026;05/11/2026;"COMPRA; ""LA PEÑA""";-1.234,50;765,50
03/11/2026;04/11/2026;TRANSFERENCIA DE ANA;2.000,00;2.000,00
;;Total;765,50;
`;

describe("a table", () => {
  const guessed = (text: string): CsvMapping => {
    const { mapping } = guessMapping(text);
    if (mapping === null) throw new Error("no mapping was found");
    return mapping;
  };

  it("says by itself what its columns are, and is read by them", () => {
    const mapping = guessed(table);
    expect(mapping).toMatchObject({
      delimiter: ";",
      headerRow: 1,
      date: 0,
      valueDate: 1,
      amount: 3,
      balance: 4,
      texts: [2],
      decimal: ",",
      dateOrder: "dmy",
    });
    const [one] = read(table.replace(";;Total;765,50;\n", ""), { mapping, currency: "EUR", openingCents: null });
    expect(one?.account.iban).toBe("ES9121000418450200051332");
    expect(one).toMatchObject({ openingCents: 0n, closingCents: 76550n, from: "2026-11-03", to: "2026-11-05", warnings: [] });
    expect(one?.movements).toMatchObject([
      { line: 4, cents: 200000n, balanceCents: 200000n, valueDate: "2026-11-04" },
      { line: 3, cents: -123450n, text: 'COMPRA; "LA PEÑA"', balanceCents: 76550n },
    ]);
  });

  it("may keep money out and money in apart, in the English way", () => {
    const text = 'Date,Description,Paid out,Paid in\n11/13/2026,CARD SHOP,"1,234.50",\n11/14/2026,ANA,,20.00\n';
    const mapping = guessed(text);
    expect(mapping).toMatchObject({ delimiter: ",", amount: null, debit: 2, credit: 3, dateOrder: "mdy", decimal: "." });
    const [one] = read(text, { mapping, currency: "EUR", openingCents: 200000n });
    expect(one?.movements).toMatchObject([{ cents: -123450n, balanceCents: 76550n }, { cents: 2000n, balanceCents: 78550n }]); // prettier-ignore
  });

  it("stops at a row with a date and no readable amount, and names its line", () => {
    const mapping = guessed(table);
    const result = readStatement(bytes(table.replace("2.000,00;2.000,00", "dos mil;2.000,00")), {
      mapping,
      currency: "EUR",
      openingCents: null,
    });
    expect(result).toMatchObject({ ok: false, error: { code: "statement.bad_line", detail: { line: 4, what: "amount" } } });
  });

  it("needs a person's word first, and is none without dates and amounts", () => {
    expect(failureOf(table)?.code).toBe("statement.needs_mapping");
    expect(failureOf("hola;adios\nuno;dos\n")?.code).toBe("statement.not_a_statement");
    expect(failureOf("")?.code).toBe("document.empty");
    expect(statementFormat(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toBeNull();
  });
});
