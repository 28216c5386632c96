import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Purchase } from "@/lib/holded/endpoints/purchases";
import { differencesOf } from "@/lib/holded/outbox/compare";
import { moveAfter, shownFailure } from "@/lib/holded/outbox/next-move";
import { purchaseBodyOf } from "@/lib/holded/outbox/purchase-body";
import { isReference, newReference } from "@/lib/holded/outbox/reference";
import type { PurchasePlan } from "@/lib/holded/push-plan";
import { documentLine, readDocument } from "@/lib/testing/holded-objects";

const plan: PurchasePlan = {
  kind: "purchase", refund: false, contact: { mode: "known", id: "c" }, attachment: null, approve: false,
  body: { number: "F-1", date: "2026-10-14", dueDate: "2026-11-13", currency: "EUR", items: [{ name: "x", units: "2", price: "50", discount: "0", taxes: ["p_iva_21"], account: null }] },
  expect: { subtotal: "100.00", tax: "21.00", total: "121.00" },
}; // prettier-ignore
const stands: Purchase = readDocument({
  id: "p", number: "F-1", dueDate: "2026-11-13", tags: ["vb-1234567890"], isApproved: false, lines: [documentLine({ units: "2", price: "50", taxes: ["p_iva_21"] })],
}); // prettier-ignore
const wanted = { plan, contactId: "c", reference: "vb-1234567890" };
const fields = (change: Partial<Purchase>, more: Partial<PurchasePlan> = {}) =>
  differencesOf({ ...stands, ...change }, { ...wanted, plan: { ...plan, ...more } }).map(({ field }) => field);

describe("the read-back of a purchase", () => {
  it("agrees with what was approved", () => expect(fields({})).toEqual([]));

  it.each<[string, Partial<Purchase>]>([
    ["number", { number: "F-2" }], ["number", { number: null }], ["date", { date: "2026-10-15" }], ["dueDate", { dueDate: null }],
    ["currency", { currency: "USD" }], ["subtotal", { subtotal: "100.01" }], ["tax", { tax: "20.99" }], ["total", { total: "121.01" }],
    ["lines", { lines: [] }], ["contact", { contactId: "d" }], ["reference", { tags: ["vb-0987654321"] }],
  ])("differs in its %s", (field, change) => expect(fields(change)).toEqual([field])); // prettier-ignore

  it("finds the reference in a custom field too", () => {
    expect(fields({ tags: [], customFields: [{ field: "Visto Bueno", value: "vb-1234567890" }] })).toEqual([]);
  });

  it("wants it approved where approval was asked for", () => expect(fields({}, { approve: true })).toEqual(["approved"]));
  it("lets Holded choose a due date where the paper has none", () => {
    expect(fields({ dueDate: "2026-12-01" }, { body: { ...plan.body, dueDate: null } })).toEqual([]);
  });

  it("takes a credit note in either sign, but not in both", () => {
    const negated = { subtotal: "-100.00", tax: "-21.00", total: "-121.00" };
    expect(fields(negated, { refund: true })).toEqual([]);
    expect(fields({ ...negated, tax: "21.00" }, { refund: true })).toEqual(["tax"]);
    expect(fields(negated)).toEqual(["subtotal", "tax", "total"]);
  });
});

describe("the reference", () => {
  it("is short, lower case, and survives the normalisation of tags", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const reference = newReference(() => bytes);
        expect(reference).toMatch(/^vb-[0-9a-z]{10}$/);
        expect(isReference(reference.toUpperCase().replace("-", " "), reference)).toBe(true);
      }),
    );
  });

  it("is another one every time", () => expect(new Set(Array.from({ length: 1_000 }, () => newReference())).size).toBe(1_000));
  it("is not found inside a longer tag", () => expect(isReference("vb-1234567890x", "vb-1234567890")).toBe(false));
});

describe("the body of a purchase", () => {
  it("carries the reference in one place, and never in free text", () => {
    const tagged = purchaseBodyOf(plan, "c", "vb-1", false);
    const fielded = purchaseBodyOf(plan, "c", "vb-1", true);
    expect([tagged.tags, tagged.custom_fields]).toEqual([["vb-1"], undefined]);
    expect([fielded.tags, fielded.custom_fields]).toEqual([undefined, [{ field: "Visto Bueno", value: "vb-1" }]]);
  });

  it("puts the tags of the supplier beside our reference, and the project on the document and its lines", () => {
    const labelled = { ...plan, body: { ...plan.body, tags: ["obra"], projectId: "pr1" } };
    expect(purchaseBodyOf(labelled, "c", "vb-1", false)).toMatchObject({
      tags: ["vb-1", "obra"],
      project_id: "pr1",
      items: [{ project_id: "pr1" }],
    });
    expect(purchaseBodyOf(labelled, "c", "vb-1", true)).toMatchObject({ tags: ["obra"] });
  });

  it("leaves out what is not known instead of blanking it", () => {
    const body = purchaseBodyOf({ ...plan, body: { ...plan.body, dueDate: null } }, "c", "vb-1", false);
    expect(JSON.stringify(body)).not.toContain("null");
    expect(body).not.toHaveProperty("due_date");
  });
});

describe("a push that met trouble", () => {
  it.each([
    ["holded.key_refused", 3_600_000], ["holded.permission_missing", 3_600_000], ["holded.not_connected", 3_600_000], ["holded.unreachable", 20_000],
  ] as const)("waits after %s for %i ms", (code, ms) => expect(moveAfter({ code, retry: "later" }, 1, 20_000)).toEqual({ kind: "wait", ms })); // prettier-ignore

  it("waits as long as it is told to", () => {
    expect(moveAfter({ code: "holded.rate_limited", retry: "later", detail: { retryInMs: 12_345 } }, 1, 20_000)).toEqual({
      kind: "wait",
      ms: 12_345,
    });
  });

  it.each(["holded.rejected", "holded.period_locked", "holded.read_back_differs", "holded.not_found"] as const)(
    "goes to a person after %s",
    (code) => {
      expect(moveAfter({ code, retry: "never" }, 1, 20_000)).toEqual({ kind: "fail" });
    },
  );

  it("never gives up on a Holded that is away, and goes to a person when Holded keeps failing", () => {
    expect(moveAfter({ code: "holded.unreachable", retry: "later" }, 500, 20_000)).toEqual({ kind: "wait", ms: 900_000 });
    expect(moveAfter({ code: "holded.server_error", retry: "later" }, 10, 20_000)).toEqual({ kind: "fail" });
  });

  it("shows when it goes on, and nothing of how", () => {
    const at = new Date("2026-10-14T12:00:00Z");
    expect(shownFailure({ code: "holded.rate_limited", detail: { status: 429, retryInMs: 5 } }, at)).toEqual({
      code: "holded.rate_limited",
      detail: { status: 429, retryAt: at.toISOString() },
    });
  });
});
