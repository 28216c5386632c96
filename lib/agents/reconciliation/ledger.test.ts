import { describe, expect, it } from "vitest";
import { changeFor, type Standing } from "@/lib/agents/reconciliation/changes";
import { ledgerOf, withDecided, type DocumentRow, type LedgerRows } from "@/lib/agents/reconciliation/ledger";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";

const row = (given: Partial<DocumentRow> = {}): DocumentRow => ({
  id: "d", type: "invoice", number: "F1", partyId: "c", partyName: "C", date: "2026-10-14", dueDate: null, subtotal: "100.00", tax: "21.00",
  total: "121.00", pending: "121.00", currency: "EUR", currencyChange: null, status: "pending", isApproved: null, paymentMethod: null,
  taxes: [["s_iva_21"]], ...given,
}); // prettier-ignore

const payload = (given: object = {}, movement: object = {}): ReconciliationPayload =>
  reconciliationPayload.parse({
    movement: {
      id: "m", accountId: "a", accountName: "Banco", bookingDate: null, valueDate: "2026-11-13", amount: "121.00", currency: "EUR", reconciled: "0.00",
      balance: null, text: "", details: [], ...movement,
    },
    choice: "match",
    documents: [
      { type: "invoice", id: "d", number: "F1", partyId: "c", partyName: "C", date: null, dueDate: null, total: "121.00", pending: "121.00", currency: "EUR", amount: "121.00" },
    ],
    residual: null, movementClass: null, rememberRule: false, ...given,
  }); // prettier-ignore

const rows = (...documents: readonly DocumentRow[]): LedgerRows => ({
  movements: [{ line: payload().movement, status: "pending", commonCode: null, ownCode: null, transactionCode: null, documentNo: null, original: null }],
  documents,
  contacts: [],
  withholdings: new Map([["p_ret_15", "15"]]),
  accounts: [],
  company: { name: "X", taxId: null },
  closedThrough: null,
}); // prettier-ignore
const documentOf = (given: Partial<DocumentRow>) => ledgerOf(rows(row(given)), new Map()).documents[0];

describe("what Holded gives of a document", () => {
  it("has the direction of the money and the sign of its kind", () => {
    expect(documentOf({})).toMatchObject({ direction: "issued", kind: "invoice", total: 12100, open: 12100, status: "open" });
    expect(documentOf({ type: "purchase" })).toMatchObject({ direction: "received", kind: "invoice", total: 12100 });
    expect(documentOf({ type: "creditnote" })).toMatchObject({ direction: "issued", kind: "credit_note", total: -12100, open: -12100 });
    const refund = { type: "purchaserefund", total: "-121.00", pending: "-121.00", subtotal: "-100.00", tax: "-21.00" } as const;
    expect(documentOf(refund)).toMatchObject({ direction: "received", kind: "credit_note", total: -12100, open: -12100 });
    const turned = { total: "-121.00", pending: "-121.00", subtotal: "-100.00", tax: "-21.00" };
    expect(documentOf(turned)).toMatchObject({ direction: "issued", kind: "credit_note", total: -12100, open: -12100, status: "open" });
    expect(documentOf({ type: "salesreceipt" })).toMatchObject({ kind: "sales_summary" });
  });

  it("splits tax and withholding where all lines are withheld from alike, and says nothing where they are not", () => {
    const fee = { type: "purchase", subtotal: "480.00", tax: "28.80", total: "508.80", pending: "508.80" } as const;
    expect(documentOf({ ...fee, taxes: [["p_iva_21", "p_ret_15"]] })).toMatchObject({ base: 48000, vat: 10080, irpf: 7200, total: 50880 });
    expect(documentOf({ ...fee, taxes: [["p_iva_21", "p_ret_15"], ["p_iva_21"]] })).toMatchObject({ base: 48000, vat: null, irpf: null });
    expect(documentOf({})).toMatchObject({ base: 10000, vat: 2100, irpf: 0 });
  });

  it("is open only as far as something can be paid", () => {
    expect(documentOf({ pending: "21.00" })).toMatchObject({ status: "partial", open: 2100 });
    expect(documentOf({ pending: "-5.00" })).toMatchObject({ status: "paid", open: 0 });
    expect(documentOf({ number: null })).toMatchObject({ status: "draft" });
    expect(documentOf({ type: "purchase", number: null })).toMatchObject({ status: "open" });
    expect(documentOf({ isApproved: false })).toMatchObject({ status: "draft" });
    expect(documentOf({ status: "cancelled" })).toMatchObject({ status: "void" });
    expect(documentOf({ date: null })).toBeUndefined();
  });

  it("is in euro at its own rate, or at none", () => {
    expect(documentOf({ currency: "USD", currencyChange: "0.9" })?.openEur).toBe(10890);
    expect(documentOf({ currency: "USD" })?.openEur).toBeNull();
  });
});

describe("what is decided already", () => {
  it("is neither open to others nor owed twice", () => {
    const part = payload({ documents: [{ ...payload().documents[0], amount: "40.00" }] });
    const { movements, documents } = ledgerOf(withDecided(rows(row()), [part]), new Map());
    expect([movements[0]?.status, documents[0]?.open, documents[0]?.status]).toEqual(["reconciled", 8100, "partial"]);
    const more = withDecided(rows(row({ pending: "21.00" })), [payload()]);
    expect(ledgerOf(more, new Map()).documents[0]?.open).toBe(0);
  });
});

describe("a fresh answer about a movement", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const standing = (given: Partial<Standing>): Standing => ({
    id: "1", state: "open", version: 3, isTouched: false, decidedAt: null, payload: payload(), payloadHash: "old", fingerprint: "f", ...given,
  }); // prettier-ignore
  const change = (list: readonly Partial<Standing>[], fresh = payload({ documents: [] })) =>
    changeFor({ payload: fresh, payloadHash: "new" }, list.map(standing), now).kind;

  it("is proposed where nothing stands, and replaces what nobody touched", () => {
    expect([change([]), change([{}])]).toEqual(["insert", "repropose"]);
    expect(change([{ payloadHash: "new" }])).toBe("judge");
  });

  it("never writes over what a person wrote, put away or decided", () => {
    expect(change([{ isTouched: true }])).toBe("judge");
    expect(change([{ state: "snoozed" }])).toBe("judge");
    for (const state of ["approved", "sending", "failed", "settled"]) expect(change([{ state }])).toBe("leave");
  });

  it("speaks of the rest once a part was linked", () => {
    expect(change([{ state: "settled" }], payload({}, { reconciled: "40.00" }))).toBe("insert");
  });

  it("does not propose again what was rejected, and something else only when the rejection stands", () => {
    const long = new Date("2026-11-22T11:00:00Z");
    expect(change([{ state: "rejected", decidedAt: long }], payload())).toBe("leave");
    expect(change([{ state: "rejected", decidedAt: long }], payload({ choice: "no_document", documents: [], movementClass: "fee" }))).toBe(
      "insert",
    );
    expect(change([{ state: "rejected", decidedAt: now }], payload({ choice: "no_document", documents: [], movementClass: "fee" }))).toBe(
      "leave",
    );
  });
});
