import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf, type Endpoint } from "@/lib/holded/endpoint";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { listTreasuryAccounts } from "@/lib/holded/endpoints/accounts";
import { listBankMovements, reconcileBankMovement } from "@/lib/holded/endpoints/bank-movements";
import { getContact } from "@/lib/holded/endpoints/contacts";
import { documentBody } from "@/lib/holded/endpoints/document-calls";
import { getEvent } from "@/lib/holded/endpoints/events";
import { getInboxDocument } from "@/lib/holded/endpoints/inbox";
import { getInvoice, listInvoices } from "@/lib/holded/endpoints/invoices";
import { getLead, leadBody } from "@/lib/holded/endpoints/leads";
import { listLedgerEntries } from "@/lib/holded/endpoints/ledger-entries";
import { getPayment } from "@/lib/holded/endpoints/payments";
import { getProduct, listProducts } from "@/lib/holded/endpoints/products";
import { getProjectTime } from "@/lib/holded/endpoints/project-times";
import { getProject } from "@/lib/holded/endpoints/projects";
import { contactBody } from "@/lib/holded/endpoints/contacts";
import type { NumberMode } from "@/lib/holded/numbers";

/** What an endpoint makes of an answer; null when it refuses it. */
function read<Answer>(endpoint: Endpoint<string, never, never, Answer>, json: unknown, known: NumberMode | null = null): Answer | null {
  const parsed = endpoint.answer?.(known).safeParse(json);
  return parsed?.success ? parsed.data : null;
}
const any = (endpoint: unknown) => endpoint as Endpoint<string, never, never, Record<string, unknown>>;
const readAny = (endpoint: unknown, json: unknown, known: NumberMode | null = null) => read(any(endpoint), json, known);

const invoice = (change: object) => ({ id: "i", subtotal: "100,00", tax: "21,00", total: "121,00", lines: [], ...change });
const line = (change: object) => ({ name: "x", units: "1", price: "100,00", ...change });

describe("the amounts of a document", () => {
  it.each<[string, object, object]>([
    ["Spanish", { subtotal: "1.234,56", tax: "259,26", total: "1.493,82" }, { subtotal: "1234.56", tax: "259.26", total: "1493.82" }],
    ["with a dot", { subtotal: "1234.56", tax: "259.26", total: "1493.82" }, { subtotal: "1234.56", total: "1493.82" }],
    ["with English groups", { subtotal: "1,234.56", tax: "259.26", total: "1,493.82" }, { subtotal: "1234.56", total: "1493.82" }],
    ["as JSON numbers", { subtotal: 1234.56, tax: 259.26, total: 1493.82 }, { subtotal: "1234.56", total: "1493.82" }],
    [
      "negative",
      { subtotal: "-1.000,00", tax: "-210,00", total: "-1.210,00" },
      { subtotal: "-1000.00", tax: "-210.00", total: "-1210.00" },
    ],
    [
      "without their trailing zeros",
      { subtotal: "1000", tax: "52,5", total: "1.052,5" },
      { subtotal: "1000.00", tax: "52.50", total: "1052.50" },
    ],
    ["of millions", { subtotal: "1.234.567,8", tax: "0", total: "1.234.567,8" }, { total: "1234567.80" }],
    ["that only the sum settles", { subtotal: "1.000", tax: "210", total: "1.210" }, { subtotal: "1000.00", total: "1210.00" }],
    ["that a payment settles", { subtotal: "1.000", tax: "0", total: "1.000", payments_pending: "1.000,00" }, { total: "1000.00" }],
    [
      "that a line settles",
      { subtotal: "1.000", tax: "0", total: "1.000", lines: [line({ price: "999,90" }), line({ price: "0,10" })] },
      { total: "1000.00" },
    ],
  ])("are exact when they come %s", (_, amounts, expected) => expect(readAny(getInvoice, invoice(amounts))).toMatchObject(expected));

  const open = { subtotal: "1.000", tax: "0", total: "1.000" };
  it("that nothing settles are read as the account writes them, and not at all while nobody knows how it does", () => {
    expect(readAny(getInvoice, invoice(open), "es")).toMatchObject({ total: "1000.00" });
    expect(readAny(getInvoice, invoice(open), "dot")).toMatchObject({ total: "1.00" });
    expect(readAny(getInvoice, invoice(open), null)).toBeNull();
  });

  it("of a payment are no less open than the others", () => {
    const partly = invoice({ subtotal: "5000", tax: "0", total: "5000", payments_detail: [{ id: "p", amount: "1.000" }] });
    expect(readAny(getInvoice, partly, null)).toBeNull();
    expect(readAny(getInvoice, partly, "es")).toMatchObject({ payments: [{ amount: "1000.00" }] });
  });

  it("are settled by their neighbours on the page", () => {
    const page = readAny(listInvoices, { items: [invoice({ ...open, id: "open" }), invoice({})] });
    expect(page).toMatchObject({ items: [{ id: "open", total: "1000.00" }, { id: "i" }], unreadable: [] });
  });

  it("of lines agree with the subtotal where their own writing leaves two readings", () => {
    const lines = [line({ units: "1.500", price: "2,00" })];
    expect(readAny(getInvoice, invoice({ subtotal: "3.000,00", tax: "0,00", total: "3.000,00", lines }))).toMatchObject({
      lines: [{ units: "1500" }],
    });
    expect(readAny(getInvoice, invoice({ subtotal: "3,00", tax: "0,00", total: "3,00", lines }))).toMatchObject({
      lines: [{ units: "1.500" }],
    });
  });

  it.each([
    ["a total is missing", { total: null }],
    ["a total is no number", { total: "ciento veintiuno" }],
    ["a total is an object", { total: {} }],
    ["a payment is no number", { payments_pending: "todo" }],
    ["a line is no number", { lines: [line({ units: "docena" })] }],
    ["a line is no object", { lines: ["x"] }],
    ["a date does not exist", { due_date: "2026-02-30" }],
    ["it has more digits than an amount can have", { subtotal: "1234567890123456789", total: "1234567890123456789" }],
    ["its id is missing", { id: undefined }],
  ])("make no document when %s", (_, change) => expect(readAny(getInvoice, invoice(change))).toBeNull());
});

describe("what PHP makes of JSON", () => {
  it("is understood: lists as maps, maps as lists, flags as numbers", () => {
    const given = invoice({
      lines: { 0: line({}), 2: line({ name: "y" }) },
      tags: { 1: "obra" },
      custom_fields: [],
      payments_detail: {},
      draft: 0,
    });
    expect(readAny(getInvoice, given)).toMatchObject({
      lines: [{ name: "x" }, { name: "y" }],
      tags: ["obra"],
      payments: [],
      isApproved: true,
    });
    expect(readAny(getProject, { id: "p", users: [] })).toMatchObject({ userIds: [] });
    expect(readAny(getProject, { id: "p", users: { a: {}, b: 1 } })).toMatchObject({ userIds: ["a", "b"] });
    expect(readAny(getUsage, { period: "2026-10", usage: "7", limit: 5000, secondary_usages: [], user_usages: [] })).toMatchObject({
      used: 7,
      byKind: [],
    });
    expect(readAny(getContact, { id: "c", bill_address: [], defaults: [], tags: {} })).toMatchObject({
      address: null,
      defaults: null,
      tags: [],
    });
  });

  it("does not take a list that stands where an object should be for an empty one", () =>
    expect(readAny(getContact, { id: "c", defaults: ["x"] })).toBeNull());
});

describe("a word that Holded invents", () => {
  it("is other, and takes nothing else with it", () => {
    expect(readAny(getInvoice, invoice({ status: "disputed" }))).toMatchObject({ status: "other", total: "121.00" });
    expect(readAny(getPayment, { id: "p", amount: "1.00", status: 7, reconciliation_status: "maybe" })).toMatchObject({
      status: "other",
      reconciliation: "other",
    });
    expect(readAny(getLead, { id: "l", status: "paused" })).toMatchObject({ status: "other" });
    expect(readAny(getProduct, { id: "p", kind: "hologram" })).toMatchObject({ kind: "other" });
    expect(readAny(listBankMovements, { items: [{ id: "m", amount: "1.00", status: "half" }] })).toMatchObject({
      items: [{ status: "other" }],
    });
  });
});

describe("a list", () => {
  it.each([
    ["without cursor and has_more", { items: [{ id: "a", name: "x" }] }],
    ["that comes bare", [{ id: "a", name: "x" }]],
    ["that comes as a map", { items: { 3: { id: "a", name: "x" } } }],
    ["that is over though it has a cursor", { items: [{ id: "a", name: "x" }], cursor: "c", has_more: 0 }],
  ])("%s is the whole of it", (_, json) =>
    expect(readAny(listTreasuryAccounts, json)).toMatchObject({ items: [{ id: "a" }], next: null, unreadable: [] }),
  );

  it.each([[[]], [{}], [{ items: null }], [null], ["[]"], [{ items: "none" }]])(
    "that is %j is no empty list: nothing may look deleted",
    (json) => expect(readAny(listTreasuryAccounts, json)).toBeNull(),
  );

  it("goes on in any spelling of yes", () => {
    for (const has_more of [true, 1, "1", "true"])
      expect(pageOf(z.string()).parse({ items: [], cursor: 7, has_more })).toMatchObject({ next: "7" });
  });

  it("names an item that has no usable id with a question mark", () =>
    expect(readAny(listTreasuryAccounts, { items: [{ id: 7 }, { id: "" }, null, "x", { id: "b", balance: "mucho" }] })).toMatchObject({
      items: [],
      unreadable: ["7", "?", "?", "?", "b"],
    }));
});

describe("a date", () => {
  it("of the journal and of projects comes with the day first", () => {
    const page = readAny(listLedgerEntries, { items: [{ date: "03/04/2026", debit: "1.234,56", credit: "0,00", account: 43000001 }] });
    expect(page).toMatchObject({ items: [{ date: "2026-04-03", debit: "1234.56", credit: "0.00", accountNumber: "43000001" }] });
    expect(readAny(getProject, { id: "p", start_date: "03/04/2026", due_date: "2026-04-03" })).toMatchObject({
      startDate: "2026-04-03",
      dueDate: "2026-04-03",
    });
  });

  it("with an offset is the day in Madrid", () => {
    const movement = { id: "m", amount: "-121.00", value_date: "2026-11-12T23:30:00+00:00", booking_date: "2026-11-13T00:00:00+00:00" };
    expect(readAny(listBankMovements, { items: [movement] })).toMatchObject({
      items: [{ valueDate: "2026-11-13", bookingDate: "2026-11-13" }],
    });
  });

  it("in seconds is understood, and 0 is refused where a date is used", () => {
    expect(readAny(getProjectTime, { id: "t", duration: 60, date: 1792062060 })).toMatchObject({ date: "2026-10-15" });
    expect(readAny(getProjectTime, { id: "t", duration: 60, date: 0 })).toBeNull();
  });

  it.each([
    ["2026-10-20T10:00:00+02:00", "2026-10-20T10:00:00"],
    ["2026-10-20T10:00:00+00:00", "2026-10-20T10:00:00"],
    ["2026-10-20T10:00:00Z", "2026-10-20T10:00:00"],
    ["2026-10-20T10:00", "2026-10-20T10:00:00"],
    ["2026-10-20 23:59:59.123", "2026-10-20T23:59:59"],
    ["2026-10-20", "2026-10-20"],
  ])("of an event, %s, is Madrid's clock whatever its offset says", (start_date, start) =>
    expect(readAny(getEvent, { id: "e", name: "Visita", start_date, status: 1 })).toMatchObject({ start, isDone: true }),
  );
  it("of an event must exist", () => expect(readAny(getEvent, { id: "e", start_date: "2026-02-30T10:00:00" })).toBeNull());
});

describe("treasury and inbox", () => {
  it("the treasury means the dot, whatever the documents of the account are written in", () => {
    const balances = ["1234.5", "1.234,50", "1234.500", 1234.5, 0.1 + 0.2].map((balance, at) => ({ id: String(at), balance }));
    expect(readAny(listTreasuryAccounts, { items: balances }, "dot")).toMatchObject({
      items: [{ balance: "1234.50" }, { balance: "1234.50" }, { balance: "1234.50" }, { balance: "1234.50" }, { balance: "0.30" }],
    });
    expect(listTreasuryAccounts.numbers).toBe("treasury");
    expect(listBankMovements.numbers).toBe("treasury");
  });

  it("an amount of the bank with a fraction of a cent is none: it would be thousands in another hand", () =>
    expect(readAny(listTreasuryAccounts, { items: [{ id: "a", balance: "1.234" }] }, "dot")).toMatchObject({
      items: [],
      unreadable: ["a"],
    }));

  it("the inbox means the comma", () => {
    expect(getInboxDocument.numbers).toBe("inbox");
    expect(readAny(getInboxDocument, { id: "a", total: "1.210", status: "done", file: [] }, "es")).toMatchObject({
      total: "1210.00",
      fileName: null,
    });
  });

  it("a movement without amount is none", () =>
    expect(readAny(listBankMovements, { items: [{ id: "m", amount: null }] })).toMatchObject({ unreadable: ["m"] }));
});

describe("a product", () => {
  it("is settled by its price with tax, or by its neighbours", () => {
    expect(readAny(getProduct, { id: "p", price: "1.234", total: "1.493,14", variants: [] })).toMatchObject({
      price: "1234",
      priceWithTax: "1493.14",
    });
    expect(
      readAny(listProducts, {
        items: [
          { id: "p", price: "1.234" },
          { id: "q", price: "0,50" },
        ],
      }),
    ).toMatchObject({ items: [{ price: "1234" }, { price: "0.50" }] });
    expect(
      readAny(listProducts, {
        items: [
          { id: "p", price: "1.234" },
          { id: "q", price: "5" },
        ],
      }),
    ).toMatchObject({ items: [{ id: "q" }], unreadable: ["p"] });
  });
});

describe("what leaves", () => {
  it.each([
    ["a document", documentBody, { contact_id: "c", date: "2026-10-14", items: [{ name: "x" }] }, "notes"],
    ["a contact", contactBody, { name: "Ana" }, "email"],
    ["a lead", leadBody, { funnel_id: "f", contact_id: "c", name: "x" }, "due_date"],
  ])("is never null: %s with an empty field is a bug of ours, not a blanked field of Holded's", (_, schema, body, field) => {
    expect(schema.safeParse(body).success).toBe(true);
    expect(schema.safeParse({ ...body, [field]: null }).success).toBe(false);
  });

  it("never ticks a movement off with nothing behind it", () =>
    expect(reconcileBankMovement.body.safeParse({ documents: [] }).success).toBe(false));
});
