import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearRules, type Decision, type ResidualKind } from "@/lib/agents/reconciliation/engine/model";
import type { KnownDocument, ReconciliationFacts } from "@/lib/agents/reconciliation/facts";
import {
  reconciliationPayload,
  type MatchingView,
  type ReconciliationPayload,
  type SettledDocument,
} from "@/lib/agents/reconciliation/model";
import { payloadOf, viewOf } from "@/lib/agents/reconciliation/proposal";
import { reviewReconciliation, standingOfReconciliation } from "@/lib/agents/reconciliation/propose";
import { planReconciliation } from "@/lib/agents/reconciliation/push";
import sentences from "@/lib/agents/reconciliation/reason-sentences.json";
import { handOver, leftOf, wayOf } from "@/lib/agents/reconciliation/way";
import { fromCents } from "@/lib/kernel/money";

const invoice = (given: Partial<SettledDocument> = {}): SettledDocument => ({
  type: "invoice", id: "d1", number: "F1", partyId: "p", partyName: "Talleres Ibarra", date: "2026-10-14", dueDate: null,
  total: "121.00", pending: "121.00", currency: "EUR", amount: "121.00", ...given,
}); // prettier-ignore

const payload = (given: Partial<ReconciliationPayload> = {}, movement: Partial<ReconciliationPayload["movement"]> = {}): ReconciliationPayload => ({
  movement: {
    id: "m", accountId: "a", accountName: "Banco", bookingDate: "2026-11-13", valueDate: "2026-11-13", amount: "121.00", currency: "EUR",
    reconciled: "0.00", balance: null, text: "TRANSF", details: [], counterpartyName: null, counterpartyIban: null, ...movement,
  },
  choice: "match", documents: [invoice()], residual: null, movementClass: null, rememberRule: false, ...given,
}); // prettier-ignore

const known = (given: Partial<KnownDocument> = {}): KnownDocument => ({
  pending: "121.00", currency: "EUR", number: "F1", date: "2026-10-14", state: "open", reserved: "0.00", ...given,
}); // prettier-ignore

const clear = (one: ReconciliationPayload): MatchingView => ({
  status: "clear", probability: 0.999, margin: 9, movementClass: null, blockedBy: [], engineVersion: "1",
  options: [{ kind: "exact", documents: one.documents, residual: one.residual, probability: 0.999, evidence: [] }],
}); // prettier-ignore

function facts(one: ReconciliationPayload, given: Partial<ReconciliationFacts> = {}): ReconciliationFacts {
  const { amount, reconciled, currency, valueDate } = one.movement;
  return {
    today: "2026-11-22", closedThrough: null, movement: { amount, reconciled, currency, valueDate, isOpen: true },
    documents: new Map(one.documents.map((document) => [document.id, known({ pending: document.pending, currency: document.currency })])),
    isDecidedElsewhere: false, twin: null, takenBack: null, typedFromCents: null, matching: clear(one), ...given,
  }; // prettier-ignore
}

const codes = (one: ReconciliationPayload, given: Partial<ReconciliationFacts> = {}) =>
  reviewReconciliation(one, facts(one, given)).map(({ code, level }) => `${level} ${code}`);
const only = (document: Partial<KnownDocument>) => ({ documents: new Map([["d1", known(document)]]) });

describe("a movement and its documents", () => {
  it("are clear when the matching said so and nothing has changed since", () => {
    const one = payload();
    const reasons = reviewReconciliation(one, facts(one));
    expect([reasons.map(({ code }) => code), standingOfReconciliation(one, reasons)]).toEqual([["matching.clear"], "clear"]);
  });

  it.each<readonly [string, ReconciliationPayload, Partial<ReconciliationFacts>, string]>([
    ["a movement that is gone", payload(), { movement: null }, "block movement.gone"],
    ["a movement settled elsewhere", payload(), { movement: { amount: "121.00", reconciled: "121.00", currency: "EUR", valueDate: "2026-11-13", isOpen: false } }, "block movement.settled"],
    ["a movement linked in part meanwhile", payload(), { movement: { amount: "121.00", reconciled: "21.00", currency: "EUR", valueDate: "2026-11-13", isOpen: true } }, "block movement.changed"],
    ["a movement of zero", payload({ documents: [invoice({ amount: "0.00" })] }, { amount: "0.00" }), {}, "block movement.zero"],
    ["a closed period", payload(), { closedThrough: "2026-11-30" }, "block movement.closed_period"],
    ["a movement booked in a closed period", payload({}, { bookingDate: "2026-10-31" }), { closedThrough: "2026-10-31" }, "block movement.closed_period"],
    ["a movement of the future", payload({}, { valueDate: "2026-12-01" }), {}, "doubt movement.future"],
    ["what a rule that was wrong too often had approved", payload(), { takenBack: "errors" }, "doubt rule.ended"],
    ["what a rule that somebody switched off had approved", payload(), { takenBack: "person" }, "info rule.switched_off"],
    ["a movement decided already", payload(), { isDecidedElsewhere: true }, "block movement.decided_elsewhere"],
    ["the other side of a transfer", payload(), { twin: { accountName: "Caja", date: "2026-11-13", isDecided: false } }, "doubt movement.transfer_twin"],
    ["the other side of a decided transfer", payload(), { twin: { accountName: "Caja", date: "2026-11-13", isDecided: true } }, "block movement.transfer_twin"],
    ["a document that vanished", payload(), { documents: new Map() }, "block document.gone"],
    ["a cancelled document", payload(), only({ state: "void" }), "block document.void"],
    ["a draft", payload(), only({ state: "draft" }), "block document.draft"],
    ["a document paid meanwhile", payload(), only({ state: "paid", pending: "0.00" }), "block document.paid"],
    ["a document paid in part meanwhile", payload(), only({ pending: "21.00" }), "block document.changed"],
    ["a document that others take", payload(), only({ reserved: "0.01" }), "block document.exceeds"],
    ["a document twice", payload({ documents: [invoice({ amount: "60.50" }), invoice({ amount: "60.50" })] }), {}, "block document.twice"],
    ["money in for a purchase", payload({ documents: [invoice({ type: "purchase" })] }), {}, "block document.wrong_sign"],
    ["money out for a sale, whatever is said to stay", payload({ residual: { kind: "unapplied", amount: "-242.00" } }, { amount: "-121.00" }), {}, "block match.exceeds"],
    ["a document of a closed period", payload(), { closedThrough: "2026-10-31" }, "doubt document.closed_period"],
    ["nothing chosen", payload({ documents: [] }), {}, "block match.no_documents"],
    ["less than the movement", payload({}, { amount: "130.00" }), {}, "block match.incomplete"],
    ["more than the movement", payload({}, { amount: "100.00" }), {}, "block match.exceeds"],
    ["more than the movement, called a rest", payload({ residual: { kind: "unapplied", amount: "-21.00" } }, { amount: "100.00" }), {}, "block match.exceeds"],
    ["a rest that stays", payload({ residual: { kind: "unapplied", amount: "9.00" } }, { amount: "130.00" }), {}, "doubt match.leaves_rest"],
    ["a difference of nothing", payload({ residual: { kind: "rounding", amount: "0.00" } }), {}, "block match.empty_residual"],
    ["nothing decided", payload({ choice: "undecided", documents: [] }), {}, "block choice.undecided"],
    ["no document and no class", payload({ choice: "no_document", documents: [] }), {}, "block choice.no_class"],
    ["no document yet documents", payload({ choice: "no_document", movementClass: "fee" }), {}, "block choice.documents_left"],
    ["a document that is missing", payload({ choice: "no_document", documents: [], movementClass: "document_missing" }), {}, "block choice.document_missing"],
    ["a large amount", payload(), { typedFromCents: 12_100 }, "info movement.over_limit"],
    ["another choice than the matching's", payload(), { matching: clear(payload({ documents: [invoice({ id: "d2" })] })) }, "doubt matching.other_choice"],
    ["the matching's own doubt", payload(), { matching: { ...clear(payload()), status: "suggested", blockedBy: ["margin"] } }, "doubt matching.margin"],
  ])("%s is told", (_, one, given, expected) => {
    expect(codes(one, given)).toContain(expected);
  }); // prettier-ignore

  it("are never clear for anything but a match", () => {
    const fee = payload({ choice: "no_document", documents: [], movementClass: "fee" });
    expect(standingOfReconciliation(fee, reviewReconciliation(fee, facts(fee)))).toBe("needs_review");
  });
});

describe("what an approval does in Holded", () => {
  const kinds: readonly ResidualKind[] = ["bank_fee", "rounding", "discount", "fx", "card_fee", "psp_fee", "financial_cost", "withholding"];

  it.each([
    ["one document whole", payload(), "reconcile"],
    ["one document as far as the money goes", payload({ documents: [invoice({ pending: "200.00" })] }), "reconcile"],
    ["several documents whole", payload({ documents: [invoice({ pending: "21.00", amount: "21.00" }), invoice({ id: "d2", pending: "100.00", amount: "100.00" })] }), "reconcile"],
    ["a rest that stays", payload({ residual: { kind: "unapplied", amount: "9.00" } }, { amount: "130.00" }), "reconcile"],
    ["one of several in part", payload({ documents: [invoice({ pending: "21.00", amount: "21.00" }), invoice({ id: "d2", amount: "100.00" })] }), "several_partly"],
    ["a part held back", payload({ documents: [invoice({ amount: "21.00" })], residual: { kind: "unapplied", amount: "100.00" } }), "held_back"],
    ["another currency", payload({ documents: [invoice({ currency: "USD" })] }), "currency"],
    ["both directions", payload({ documents: [invoice({ pending: "200.00", amount: "200.00" }), invoice({ id: "d2", type: "purchase", pending: "79.00", amount: "-79.00" })] }), "both_sides"],
    ["more documents than a call takes", payload({ documents: Array.from({ length: 51 }, (_, i) => invoice({ id: `d${i}`, pending: "1.00", amount: "1.00" })) }), "too_many"],
    ["no document", payload({ choice: "no_document", documents: [], movementClass: "fee" }), "nothing"],
  ] as const)("of %s: %s", (_, one, expected) => {
    const way = wayOf(one);
    expect(way.way === "by_hand" ? way.because : way.way).toBe(expected);
    expect(planReconciliation(one, new Map()) !== null).toBe(expected === "reconcile");
    expect(handOver(one).length > 0).toBe(way.way === "by_hand");
  }); // prettier-ignore

  it("of a difference that has to be booked is a person's, with the account that it is usually booked on", () => {
    for (const kind of kinds) {
      const one = payload({ residual: { kind, amount: "-1.50" } }, { amount: "119.50" });
      expect(leftOf(one)).toBe("0.00");
      expect(handOver(one).find(({ code }) => code === "book_residual")?.values).toMatchObject({
        kind,
        amount: "-1.50",
        account: expect.stringMatching(/^\d{3,4}$/),
      });
    }
  });

  it("names what others take of a document, and never is an empty list", () => {
    expect(planReconciliation(payload(), new Map([["d1", ["40.00"]]]))?.documents).toEqual([
      { type: "invoice", id: "d1", pending: "121.00", others: ["40.00"] },
    ]);
    expect(planReconciliation(payload({ documents: [] }), new Map())).toBeNull();
  });
});

describe("what the matching says", () => {
  const row = (id: string, cents: number) => ({
    id, type: "invoice" as const, number: id, partyId: "p", partyName: "P", date: "2026-10-14", dueDate: null, subtotal: null, tax: null,
    total: fromCents(BigInt(cents)), pending: fromCents(BigInt(cents)), currency: "EUR", currencyChange: null, status: "pending",
    isApproved: true, paymentMethod: null, taxes: [],
  }); // prettier-ignore

  it("becomes a payload that its own schema takes and that reckons, whatever the amounts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 500 }),
        (sizes, fee) => {
          const total = sizes.reduce((sum, cents) => sum + cents, 0);
          const line = payload({}, { amount: fromCents(BigInt(total - fee)) }).movement;
          const allocations = sizes.map((cents, i) => ({ documentId: `d${i}`, cents }));
          const residual = fee === 0 ? null : ({ kind: "bank_fee", cents: -fee } as const);
          const chosen = { kind: "batch", allocations, residual, probability: 0.9, evidence: [] } as const;
          const decision: Decision = {
          movementId: "m", status: "suggested", probability: 0.9, margin: Infinity, chosen, alternatives: [], movementClass: null, blockedBy: [],
        }; // prettier-ignore
          const view = viewOf(decision, line, new Map(sizes.map((cents, i) => [`d${i}`, row(`d${i}`, cents)])), "1");
          const made = reconciliationPayload.parse(payloadOf(view, line));
          expect(leftOf(made)).toBe("0.00");
          expect(made.documents).toHaveLength(sizes.length);
        },
      ),
    );
  });
});

describe("the sentences of reasons", () => {
  const room = "lib/agents/reconciliation";
  const source = readdirSync(room)
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .map((file) => readFileSync(`${room}/${file}`, "utf8"))
    .join("\n");
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = sentences;

  it("are there for every code, in Spanish, English and Catalan with the same details", () => {
    const written = [...source.matchAll(/code: "((?:movement|choice|match|document|matching)\.[a-z_]+)", level/g)].map(
      (found) => found[1] ?? "",
    );
    const causes = ["residual", "currency", "both_sides", "several_partly", "held_back", "too_many"].map((cause) => `by_hand.${cause}`);
    const emitted = new Set([...written, ...causes, ...clearRules.map((rule) => `matching.${rule}`)]);
    expect(emitted.size).toBeGreaterThan(35);
    expect([...emitted].filter((code) => !texts[code])).toEqual([]);
    const details = (text = "") => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
    for (const [code, { es, en, ca }] of Object.entries(texts)) {
      expect([es, en, ca].every(Boolean), code).toBe(true);
      expect([details(en), details(ca)], code).toEqual([details(es), details(es)]);
    }
  });
});
