import { describe, expect, it } from "vitest";
import { lessonOf, memoryOf, type Against, type TaughtRule } from "@/lib/agents/reconciliation/memory/lesson";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";

const document = {
  type: "invoice", id: "i1", number: "F-1", partyId: "c1", partyName: "Ibarra", date: "2026-02-01", dueDate: null, total: "100.00",
  pending: "100.00", currency: "EUR", amount: "100.00",
} as const; // prettier-ignore

const payload = (change: Partial<ReconciliationPayload> = {}, amount = "100.00"): ReconciliationPayload =>
  reconciliationPayload.parse({
    movement: {
      id: "m1", accountId: "a", accountName: "Banco", bookingDate: null, valueDate: "2026-03-01", amount, currency: "EUR", reconciled: "0.00",
      balance: null, text: "Recibo LUZ enero 0012", details: [],
    },
    choice: "match", documents: [document], residual: null, movementClass: null, rememberRule: false, ...change,
  }); // prettier-ignore

describe("what a decision about a movement teaches", () => {
  it("is which documents it settled, with the sign of the document", () => {
    expect(lessonOf(payload())?.parts).toEqual([{ documentId: "i1", number: "F-1", cents: 10000 }]);
    const bought = { ...document, type: "purchase", amount: "-100.00" } as const;
    expect(lessonOf(payload({ documents: [bought] }, "-100.00"))?.parts[0]?.cents).toBe(10000);
    const credit = { ...document, type: "creditnote", total: "-30.00", pending: "-30.00", amount: "-30.00" } as const;
    expect(lessonOf(payload({ documents: [document, credit] }))?.parts.map(({ cents }) => cents)).toEqual([10000, -3000]);
  });

  it("says nothing of documents in another currency", () => {
    expect(lessonOf(payload({ documents: [{ ...document, currency: "USD" }] }))?.parts).toEqual([]);
  });

  it("is a rule only where the person asked for one and something of the text comes again", () => {
    const none: Partial<ReconciliationPayload> = { choice: "no_document", documents: [], movementClass: "fee" };
    expect(lessonOf(payload(none))?.rule).toBeNull();
    expect(lessonOf(payload({ ...none, rememberRule: true }, "-9.00"))?.rule).toEqual({
      key: "RECIBO LUZ",
      sign: -1,
      movementClass: "fee",
    });
    expect(lessonOf(payload({ rememberRule: true }))?.rule).toBeNull();
  });

  it("is nothing while nobody has decided", () => {
    expect(lessonOf(payload({ choice: "undecided" }))).toBeNull();
  });
});

describe("what the matching is told of people's decisions", () => {
  const against = (change: Partial<Against> = {}): Against => ({
    movementId: "m1", documentIds: ["b", "a"], decidedOn: "2026-03-01", wasTakenBack: false, ...change,
  }); // prettier-ignore
  const rejected = (words: readonly Against[], today: string) => memoryOf([], words, today).rejected;

  it("weighs a refused pair half after ninety days, an approval taken back three times as much", () => {
    expect(rejected([against()], "2026-03-01")).toEqual([{ movementId: "m1", documentIds: ["a", "b"], weight: 1 }]);
    expect(rejected([against()], "2026-05-30")[0]?.weight).toBeCloseTo(0.5, 5);
    expect(rejected([against({ wasTakenBack: true })], "2026-03-01")[0]?.weight).toBe(3);
    expect(rejected([against()], "2028-03-01")).toEqual([]);
  });

  it("keeps of several words against one pair the heaviest, whatever their order", () => {
    const words = [against({ decidedOn: "2026-01-01" }), against({ documentIds: ["a", "b"] })];
    for (const order of [words, [...words].reverse()]) expect(rejected(order, "2026-03-01")).toEqual(rejected([against()], "2026-03-01"));
  });

  it("has one class for a text and direction: the latest, counted in days", () => {
    const taught = (movementClass: "fee" | "tax", decidedOn: string, sign: 1 | -1 = -1): TaughtRule => ({
      rule: { key: "LIQUIDACION CUENTA", sign, movementClass }, decidedOn,
    }); // prettier-ignore
    const days = [taught("fee", "2026-01-02"), taught("fee", "2026-01-02"), taught("fee", "2026-02-02")];
    expect(memoryOf(days, [], "2026-03-01").classes).toEqual([{ key: "LIQUIDACION CUENTA", sign: -1, movementClass: "fee", count: 2 }]);
    const changed = memoryOf([taught("tax", "2026-02-03"), ...days, taught("fee", "2026-01-01", 1)], [], "2026-03-01").classes;
    expect(changed).toContainEqual({ key: "LIQUIDACION CUENTA", sign: -1, movementClass: "tax", count: 1 });
    expect(changed).toContainEqual({ key: "LIQUIDACION CUENTA", sign: 1, movementClass: "fee", count: 1 });
  });
});
