import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDocument,
  balanceOf,
  chooseNoDocument,
  chooseStory,
  freeCents,
  nameResidual,
  nextStory,
  remainderCents,
  removeDocument,
  setAmount,
  storiesOf,
  storyAt,
  type FoundDocument,
} from "@/components/reconciliation/choose";
import type { MatchingView, MatchOption, ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { fromCents, toCents } from "@/lib/kernel/money";

const movement = {
  id: "m1", accountId: "a1", accountName: "Cuenta principal", bookingDate: "2026-11-02", valueDate: "2026-11-02", amount: "300.00", currency: "EUR",
  reconciled: "0.00", balance: null, text: "TRANSF DE TALLERES IBARRA", details: [], counterpartyName: null, counterpartyIban: null,
}; // prettier-ignore
const empty = (amount = "300.00", reconciled = "0.00"): ReconciliationPayload => ({
  movement: { ...movement, amount, reconciled },
  choice: "undecided",
  documents: [],
  residual: null,
  movementClass: null,
  rememberRule: false,
});
const document = (id: string, pending: string, type: FoundDocument["type"] = "invoice"): FoundDocument => ({
  type, id, number: `F-${id}`, partyId: "p", partyName: "Talleres Ibarra", date: "2026-10-01", dueDate: null, total: pending, pending, currency: "EUR",
  amount: type === "invoice" ? pending : `-${pending}`,
}); // prettier-ignore
const amounts = ({ documents }: ReconciliationPayload) => documents.map(({ amount }) => amount);

describe("linking documents by hand", () => {
  it("takes of each document what the movement still has, and shows what stays", () => {
    const first = addDocument(empty(), document("1", "180.00"));
    expect([amounts(first), first.residual]).toEqual([["180.00"], { kind: "unapplied", amount: "120.00" }]);
    const both = addDocument(first, document("2", "500.00"));
    expect([amounts(both), both.residual, balanceOf(both)]).toEqual([["180.00", "120.00"], null, "even"]);
  });

  it("counts what is linked in Holded already as gone", () => {
    expect(amounts(addDocument(empty("300.00", "250.00"), document("1", "180.00")))).toEqual(["50.00"]);
  });

  it("sets a credit note off against an invoice, whole", () => {
    const netted = addDocument(addDocument(empty(), document("1", "340.00")), document("2", "40.00", "creditnote"));
    expect(amounts(netted)).toEqual(["300.00", "-40.00"]);
    expect(amounts(setAmount(netted, "1", "340.00"))).toEqual(["340.00", "-40.00"]);
    expect(balanceOf(setAmount(netted, "1", "340.00"))).toBe("even");
  });

  it("writes what leaves the account as negative", () => {
    const paid = addDocument(empty("-121.00"), document("1", "121.00", "purchase"));
    expect([amounts(paid), balanceOf(paid)]).toEqual([["-121.00"], "even"]);
  });

  it("never takes more of a document than is open, and says when the documents are more than the movement", () => {
    const one = addDocument(empty(), document("1", "180.00"));
    expect(amounts(setAmount(one, "1", "999.00"))).toEqual(["180.00"]);
    const over = addDocument(addDocument(empty("100.00"), document("1", "100.00")), document("2", "20.00"));
    expect([balanceOf(over), over.residual?.amount]).toEqual(["exceeded", "-20.00"]);
  });

  it("keeps the name of a difference while it stays on the same side", () => {
    const short = nameResidual(addDocument(empty("301.50"), document("1", "300.00")), "rounding");
    expect(setAmount(short, "1", "299.00").residual).toEqual({ kind: "rounding", amount: "2.50" });
    expect(addDocument(short, document("2", "80.00")).residual).toBeNull();
  });

  it("takes the same document only once, and without any nothing is decided", () => {
    const one = addDocument(empty(), document("1", "180.00"));
    expect(addDocument(one, document("1", "180.00"))).toBe(one);
    expect(removeDocument(one, "1")).toEqual(empty());
  });

  it("loses no cent whatever is added, changed and removed", () => {
    const steps = fc.array(
      fc.record({
        id: fc.constantFrom("1", "2", "3"),
        cents: fc.bigInt({ min: 1n, max: 90_000n }),
        verb: fc.constantFrom("add", "set", "remove"),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -90_000n, max: 90_000n }), steps, (cents, done) => {
        fc.pre(cents !== 0n);
        const type = cents < 0n ? "purchase" : "invoice";
        const end = done.reduce(
          (payload, { id, cents: pending, verb }) => {
            if (verb === "add") return addDocument(payload, document(id, fromCents(pending), type));
            return verb === "set" ? setAmount(payload, id, fromCents(pending)) : removeDocument(payload, id);
          },
          empty(fromCents(cents)),
        );
        expect(freeCents(end)).toBe(end.documents.reduce((sum, { amount }) => sum + toCents(amount), remainderCents(end)));
        expect(end.residual === null ? 0n : toCents(end.residual.amount)).toBe(end.documents.length === 0 ? 0n : remainderCents(end));
      }),
    );
  });
});

describe("the stories of a movement", () => {
  const option = (id: string): MatchOption => ({
    kind: "exact",
    documents: [document(id, "300.00")],
    residual: null,
    probability: 0.5,
    evidence: [],
  });
  const matching: MatchingView = {
    status: "suggested", probability: 0.5, margin: 0, movementClass: "fee", blockedBy: ["equal"], options: [option("1"), option("2")], engineVersion: "1",
  }; // prettier-ignore

  it("follow one another round, the last being that there is no document", () => {
    const stories = storiesOf(matching);
    let payload = empty();
    const seen = [0, 1, 2, 3].map(() => {
      const at = storyAt(payload, stories);
      const next = nextStory(payload, stories);
      if (next !== null) payload = chooseStory(payload, next);
      return at;
    });
    expect(seen).toEqual([-1, 0, 1, 2]);
    expect(nextStory(payload, stories)).toEqual(stories[1]);
  });

  it("begin with no document where nothing in the books corresponds", () => {
    expect(storiesOf({ ...matching, status: "none" })[0]).toEqual({ type: "none", movementClass: "fee", probability: 0.5 });
    expect(storiesOf({ ...matching, movementClass: "document_missing" })).toHaveLength(2);
  });

  it("forget the documents of one when another is chosen", () => {
    const one = addDocument(empty(), document("9", "10.00"));
    expect(chooseNoDocument(one, "fee", true)).toEqual({ ...empty(), choice: "no_document", movementClass: "fee", rememberRule: true });
    expect(storyAt(one, storiesOf(matching))).toBe(-1);
  });

  it("have no next where there is only the one on screen", () => {
    const only = storiesOf({ ...matching, movementClass: null, options: [option("1")] });
    expect(only.map((story) => nextStory(chooseStory(empty(), story), only))).toEqual([null]);
    expect(nextStory(empty(), [])).toBeNull();
  });
});
