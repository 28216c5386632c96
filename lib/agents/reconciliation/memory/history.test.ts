import { describe, expect, it } from "vitest";
import { historyOf, type DocumentPayment, type LinkedMovement } from "@/lib/agents/reconciliation/memory/history";

const movement = (id: string, reconciled: string, more: Partial<LinkedMovement> = {}): LinkedMovement => ({
  id,
  accountId: "bank",
  valueDate: "2026-03-10",
  reconciled,
  text: `text of ${id}`,
  ...more,
});
const payment = (id: string, amount: string, more: Partial<DocumentPayment> = {}): DocumentPayment => ({
  id,
  accountId: "bank",
  date: "2026-03-10",
  amount,
  documentId: `doc-${id}`,
  documentType: "invoice",
  contactId: `contact-${id}`,
  description: null,
  ...more,
});
const ids = (history: ReturnType<typeof historyOf>, id: string) => history.get(id)?.map(({ documentId }) => documentId);

describe("what settled movements were linked with", () => {
  it("is the one payment of that account, day and amount", () => {
    const history = historyOf([movement("m", "121.00")], [payment("a", "121.00"), payment("b", "50.00")]);
    expect(history.get("m")).toEqual([{ documentId: "doc-a", documentType: "invoice", cents: 12100n }]);
  });

  it("is all payments of one contact when together they make the movement", () => {
    const both = { contactId: "same" };
    const history = historyOf([movement("m", "150.00")], [payment("a", "100.00", both), payment("b", "50.00", both), payment("c", "9.00")]);
    expect(ids(history, "m")).toEqual(["doc-a", "doc-b"]);
  });

  it("has money out below zero, whatever sign the payment is written with", () => {
    const bought = { documentType: "purchase" } as const;
    for (const amount of ["121.00", "-121.00"]) {
      expect(historyOf([movement("m", "-121.00")], [payment("a", amount, bought)]).get("m")?.[0]?.cents).toBe(-12100n);
    }
    expect(historyOf([movement("m", "121.00")], [payment("a", "121.00", bought)]).size).toBe(0);
  });

  it("is not guessed: two payments of the amount, two movements of the amount, another day or account say nothing", () => {
    expect(historyOf([movement("m", "10.00")], [payment("a", "10.00"), payment("b", "10.00")]).size).toBe(0);
    expect(historyOf([movement("m", "10.00"), movement("n", "10.00")], [payment("a", "10.00")]).size).toBe(0);
    expect(historyOf([movement("m", "10.00")], [payment("a", "10.00", { date: "2026-03-11" })]).size).toBe(0);
    expect(historyOf([movement("m", "10.00")], [payment("a", "10.00", { accountId: "cash" })]).size).toBe(0);
    expect(historyOf([movement("m", "0.00")], [payment("a", "0.00")]).size).toBe(0);
  });

  it("takes the words of the movement on the payment for the tie of two equal ones", () => {
    const history = historyOf(
      [movement("m", "10.00"), movement("n", "10.00")],
      [payment("a", "10.00", { description: "text of n" }), payment("b", "10.00", { description: "text of m" })],
    );
    expect(ids(history, "m")).toEqual(["doc-b"]);
    expect(ids(history, "n")).toEqual(["doc-a"]);
  });

  it("does not depend on the order in which the lists come", () => {
    const movements = [movement("m", "150.00"), movement("n", "7.00")];
    const payments = [payment("a", "100.00", { contactId: "x" }), payment("b", "50.00", { contactId: "x" }), payment("c", "7.00")];
    const turned = historyOf([...movements].reverse(), [...payments].reverse());
    expect([...turned.entries()].sort()).toEqual([...historyOf(movements, payments).entries()].sort());
  });
});
