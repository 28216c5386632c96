import { describe, expect, test } from "vitest";
import type { Decision, Ledger, Memory, Movement } from "@/lib/agents/reconciliation/engine/model";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { reconcile } from "@/lib/agents/reconciliation/engine/reconcile";
import { chances, documentOf, idsOf, ledgerOf, movementOf, smallLedger } from "@/lib/testing/small-ledger";

const noMemory: Memory = { aliases: [], ibans: [], delays: [], habits: [], rejected: [], classes: [] };
const seeds = Array.from({ length: 12 }, (_, at) => at + 1);
const decide = (ledger: Ledger): readonly Decision[] => reconcile(ledger, noMemory, defaultPolicy);

/** Movement → documents, for what is clear. */
const clears = (decisions: readonly Decision[]): ReadonlyMap<string, string> =>
  new Map(
    decisions.flatMap(({ movementId, status, chosen }) => (status === "clear" && chosen ? [[movementId, idsOf(chosen.allocations)]] : [])),
  );

const byMovement = (decisions: readonly Decision[]) => [...decisions].sort((a, b) => (a.movementId < b.movementId ? -1 : 1));

function mixed<T>(list: readonly T[], seed: number): T[] {
  const chance = chances(seed);
  return list
    .map((one) => [chance(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

const later = (date: string, days: number) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

describe("what does not matter to the matching", () => {
  test.each(seeds)("the order of movements, documents and parties (books %i)", (seed) => {
    const { ledger } = smallLedger(seed);
    const { movements, documents, parties } = ledger;
    const other = {
      ...ledger,
      movements: mixed(movements, seed),
      documents: mixed(documents, seed + 1),
      parties: mixed(parties, seed + 2),
    };
    expect(byMovement(decide(other))).toEqual(byMovement(decide(ledger)));
  });

  test.each(seeds)("what movements, documents and parties are called inside (books %i)", (seed) => {
    const { ledger } = smallLedger(seed);
    const chance = chances(seed);
    const names = new Map<string, string>();
    const back = new Map<string, string>();
    const named = (id: string) => {
      const name = names.get(id) ?? `${Math.floor(chance() * 1e9).toString(36)}-${id}`;
      names.set(id, name);
      back.set(name, id);
      return name;
    };
    const other = {
      ...ledger,
      parties: ledger.parties.map((party) => ({ ...party, id: named(party.id) })),
      documents: ledger.documents.map((document) => ({ ...document, id: named(document.id), partyId: named(document.partyId) })),
      movements: ledger.movements.map((movement) => ({ ...movement, id: named(movement.id) })),
    };
    const unnamed = (ids: string) =>
      ids
        .split(" ")
        .map((id) => back.get(id))
        .sort()
        .join(" ");
    const found = [...clears(decide(other))].map(([id, documents]) => [back.get(id), unnamed(documents)]);
    expect(new Map(found as [string, string][])).toEqual(clears(decide(ledger)));
  });

  test.each(seeds)("the label of the bank (books %i)", (seed) => {
    const { ledger, truth } = smallLedger(seed);
    const movements = ledger.movements.map((movement, at) => ({ ...movement, bank: `OTHER ${at % 3}` }));
    expectNoneWrong(decide({ ...ledger, movements }), truth);
    expect(clears(decide({ ...ledger, movements })).size).toBe(clears(decide(ledger)).size);
  });
});

describe("what may make the matching quieter and never wrong", () => {
  test.each(seeds)("nothing at all: what is clear is right (books %i)", (seed) => {
    const { ledger, truth } = smallLedger(seed);
    const decisions = decide(ledger);
    expectNoneWrong(decisions, truth);
    expect(clears(decisions).size).toBeGreaterThan(0);
  });

  test.each(seeds)("documents and parties that have nothing to do with the statement (books %i)", (seed) => {
    const { ledger, truth } = smallLedger(seed);
    const { documents, parties } = smallLedger(seed + 1000).ledger;
    const strange = (id: string) => `strange-${id}`;
    const other = {
      ...ledger,
      parties: [...ledger.parties, ...parties.map((party) => ({ ...party, id: strange(party.id) }))],
      documents: [
        ...ledger.documents,
        ...documents.map((one) => ({ ...one, id: strange(one.id), partyId: strange(one.partyId), number: `Z${one.number}` })),
      ],
    };
    expectNoneWrong(decide(other), truth);
  });

  test.each(seeds)("amounts seven times as large (books %i)", (seed) => {
    const { ledger, truth } = smallLedger(seed);
    const movements = ledger.movements.map((movement) => ({ ...movement, cents: movement.cents * 7 }));
    const documents = ledger.documents.map((one) => ({ ...one, total: one.total * 7, open: one.open * 7, openEur: one.open * 7 }));
    expectNoneWrong(decide({ ...ledger, movements, documents }), truth);
  });

  test.each(seeds)("everything some weeks later (books %i)", (seed) => {
    const { ledger, truth } = smallLedger(seed);
    const movements = ledger.movements.map((one) => ({
      ...one,
      bookingDate: later(one.bookingDate, 35),
      valueDate: later(one.valueDate, 35),
    }));
    const documents = ledger.documents.map((one) => ({
      ...one,
      issueDate: later(one.issueDate, 35),
      dueDate: one.dueDate && later(one.dueDate, 35),
    }));
    const decisions = decide({ ...ledger, movements, documents });
    expectNoneWrong(decisions, truth);
    expect(clears(decisions)).toEqual(clears(decide(ledger)));
  });

  test.each(seeds)("every payment arriving twice: no invoice is paid twice (books %i)", (seed) => {
    const { ledger } = smallLedger(seed);
    const again = ledger.movements.map((movement) => ({
      ...movement,
      id: `again-${movement.id}`,
      bookingDate: later(movement.bookingDate, 6),
    }));
    const both = { ...ledger, movements: [...ledger.movements, ...again] };
    expectWithinOpen(decide(both), both);
  });
});

describe("statements no bank should send", () => {
  const { ledger } = smallLedger(5);
  const party = ledger.parties[0]?.id ?? "";
  const hostile: readonly (readonly [string, Partial<Movement>])[] = [
    ["a text of 50,000 characters", { details: [`FRA ${"A1 ".repeat(16_667)}`] }],
    ["one word of 50,000 figures", { details: ["7".repeat(50_000)] }],
    ["control characters", { text: "TRANS\u0000FER\u0007ENCIA\u001b[31m", details: ["\u0000\u0000", "F26/0100\u0000"] }],
    ["writing from right to left and combining marks", { text: "\u202eאבג 0010/62F", details: ["é́́".repeat(400), "👩‍👩‍👧‍👦".repeat(200)] }],
    ["half a character", { details: ["\ud800F26/0100", "\udc00"] }],
    ["a number of thirty figures", { details: ["FRA 123456789012345678901234567890"] }],
    ["no text at all", { text: "", details: [], commonCode: null }],
    ["blanks alone", { text: "   ", details: ["", "\t"] }],
    ["an amount of nothing", { cents: 0 }],
    ["a date far in the future", { bookingDate: "2099-12-31", valueDate: "2099-12-31" }],
    ["a currency that no document has", { currency: "JPY", cents: 10_000 }],
    ["the largest amount a number holds", { cents: Number.MAX_SAFE_INTEGER }],
    ["words that steer other programs", { text: "constructor __proto__ toString", details: ["hasOwnProperty", "__proto__ F26/0100"] }],
    ["patterns in the text", { text: "(a+)+$ [[[ \\", details: ["(((((((((((((((((((((", "%s%n ${x} {{y}}"] }],
  ];

  test.each(hostile)("%s: an answer, no clear one, and the others as before", (_, changes) => {
    const added = movementOf("hostile", { cents: 12_345_678, ...changes });
    const from = performance.now();
    const decisions = decide({ ...ledger, movements: [...ledger.movements, added] });
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(decisions.filter(({ movementId }) => movementId === "hostile")).toHaveLength(1);
    expect(clears(decisions).has("hostile")).toBe(false);
    for (const [id, documents] of clears(decide(ledger))) expect([documents, undefined]).toContain(clears(decisions).get(id));
  });

  test("empty books have no decisions, and movements without documents have one each", () => {
    expect(decide(ledgerOf([], [], []))).toEqual([]);
    expect(clears(decide(ledgerOf([movementOf("alone", {})], [], []))).size).toBe(0);
    expect(decide(ledgerOf([movementOf("alone", {})], [], [])).map(({ status }) => status)).toEqual(["none"]);
  });

  test("documents of nobody, of zero, void, paid, drafts and disputed ones are never clear", () => {
    const number = "F26/7777";
    const payment = movementOf("pay", { cents: 45_678, text: "TRANSFERENCIA RECIBIDA", details: [`FRA ${number}`] });
    const whole = { number, partyId: party, total: 45_678, open: 45_678 };
    const dead = [
      documentOf("zero", { ...whole, total: 0, open: 0 }),
      documentOf("void", { ...whole, status: "void" }),
      documentOf("paid", { ...whole, open: 0, status: "paid" }),
      documentOf("draft", { ...whole, status: "draft" }),
      documentOf("disputed", { ...whole, isDisputed: true }),
    ];
    for (const one of dead) expect(clears(decide(ledgerOf([payment], [one], ledger.parties))).size).toBe(0);
    expect(() => decide(ledgerOf([payment], [documentOf("orphan", { ...whole, partyId: "nobody" })], []))).not.toThrow();
  });

  test("what is reconciled or lies in a closed period is left alone, and its document to others", () => {
    const document = documentOf("one", { number: "F26/7777", partyId: party, total: 45_678, open: 45_678 });
    const payment = { cents: 45_678, details: ["FRA F26/7777"] };
    const movements = [
      movementOf("done", { ...payment, status: "reconciled", reconciledCents: 45_678 }),
      movementOf("closed", { ...payment, bookingDate: "2026-03-31", valueDate: "2026-03-31" }),
    ];
    const decisions = decide(ledgerOf(movements, [document], ledger.parties, "2026-04-30"));
    expect(decisions.filter(({ status }) => status !== "untouchable")).toEqual([]);
  });

  test("two payments of one invoice on one day are not both clear", () => {
    const document = documentOf("one", { number: "F26/7777", partyId: party, total: 45_678, open: 45_678 });
    const pay = (id: string) => movementOf(id, { cents: 45_678, details: ["FRA F26/7777"] });
    expect(clears(decide(ledgerOf([pay("a"), pay("b")], [document], ledger.parties))).size).toBeLessThan(2);
  });

  test("one payment and two equal invoices stay a proposal", () => {
    const one = { partyId: party, total: 45_678, open: 45_678 };
    const documents = [documentOf("first", { ...one, number: "F26/7001" }), documentOf("second", { ...one, number: "F26/7002" })];
    const payment = movementOf("pay", { cents: 45_678, details: [ledger.parties[0]?.legalName ?? ""] });
    expect(clears(decide(ledgerOf([payment], documents, ledger.parties))).size).toBe(0);
  });
});

function expectNoneWrong(decisions: readonly Decision[], truth: ReadonlyMap<string, readonly string[]>): void {
  const wrong = [...clears(decisions)].filter(([id, documents]) => [...(truth.get(id) ?? [])].sort().join(" ") !== documents);
  expect(wrong).toEqual([]);
}

function expectWithinOpen(decisions: readonly Decision[], ledger: Ledger): void {
  const taken = new Map<string, number>();
  for (const { status, chosen } of decisions) {
    if (status !== "clear") continue;
    for (const { documentId, cents } of chosen?.allocations ?? []) taken.set(documentId, (taken.get(documentId) ?? 0) + cents);
  }
  const over = ledger.documents.filter(({ id, open }) => (taken.get(id) ?? 0) > open).map(({ id }) => id);
  expect(over).toEqual([]);
}
