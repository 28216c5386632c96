import { describe, expect, it } from "vitest";
import { callsOf } from "@/lib/holded/outbox/calls";
import { estimateDifferences, mustBeCents, type Comparable } from "@/lib/holded/outbox/compare";
import { contactKeys, isContactKey, mayBeSame } from "@/lib/holded/outbox/contact-keys";
import { estimateBodyOf } from "@/lib/holded/outbox/kinds/estimate";
import { conflictsOf } from "@/lib/holded/outbox/kinds/registry";
import { moveAfter } from "@/lib/holded/outbox/next-move";
import type { EstimatePlan } from "@/lib/holded/plans/estimate";
import type { ContactOfPlan } from "@/lib/holded/plans/parts";
import { pushPlan } from "@/lib/holded/push-plan";

const ana = (change: object = {}): ContactOfPlan => ({ mode: "ensure", name: "Ana Ruiz, S.L.", code: null, countryCode: null, ...change });
const keys = (change: object = {}) => contactKeys(ana(change));

describe("two pushes that look for a contact", () => {
  it("share a key when tax id, e-mail or name agree, however they are written", () => {
    const shares = (a: object, b: object) => keys(a).some((key) => keys(b).includes(key));
    expect(shares({ name: "ANA RUIZ SL" }, {})).toBe(true);
    expect(shares({ code: "ES-B66554430", name: "x" }, { code: "b66554430", name: "y" })).toBe(true);
    expect(shares({ email: "Ana@x.example", name: "x" }, { email: "ana@x.example ", name: "y" })).toBe(true);
    expect(shares({ name: "Otra" }, {})).toBe(false);
    expect(contactKeys({ mode: "known", id: "c" })).toEqual([]);
    expect(keys().every(isContactKey)).toBe(true);
  });

  it("take one for the other only where nothing tells them apart", () => {
    expect(mayBeSame(keys(), keys({ name: "ANA RUIZ" }))).toBe(true);
    expect(mayBeSame(keys({ code: "B66554430" }), keys({ code: "B12345674" }))).toBe(false);
    expect(mayBeSame(keys({ code: "B66554430" }), keys({ code: "B66554430", name: "Otro nombre" }))).toBe(true);
    expect(mayBeSame(keys({ email: "a@x.example" }), keys({ email: "b@x.example" }))).toBe(false);
  });
});

const plan: EstimatePlan = {
  kind: "estimate", contact: { mode: "known", id: "c" }, attachment: null,
  body: { date: "2026-10-14", dueDate: null, currency: "EUR", language: null, items: [
    { type: "title", name: "Fase 1" },
    { type: "service", name: "Instalación", description: null, units: "8", price: "45.5", discount: "0", taxes: ["s_iva_21"], productId: null, serviceId: null, unitType: "h" },
  ] },
  expect: { subtotal: "364.00", tax: "76.44", total: "440.44" },
}; // prettier-ignore

describe("an estimate", () => {
  it("is sent with its reference in one place and nothing that is not known", () => {
    const body = estimateBodyOf(plan, "c", "vb-1", false);
    expect(body).toEqual({
      contact_id: "c", date: "2026-10-14", currency: "EUR", tags: ["vb-1"],
      items: [{ type: "title", name: "Fase 1" }, { type: "service", name: "Instalación", units: 8, price: 45.5, discount: 0, taxes: ["s_iva_21"], unit_type: "h" }],
    }); // prettier-ignore
    expect(estimateBodyOf(plan, "c", "vb-1", true)).toMatchObject({ custom_fields: [{ field: "Visto Bueno", value: "vb-1" }] });
  });

  it("is read back to the cent", () => {
    const stands: Comparable = {
      number: null, contactId: "c", date: "2026-10-14", dueDate: null, subtotal: "364.00", tax: "76.44", total: "440.44", currency: "EUR",
      tags: ["vb-1"], customFields: [], isApproved: null, lines: [{ name: "Fase 1" }, { name: "Instalación" }],
    }; // prettier-ignore
    const fields = (change: Partial<Comparable>) =>
      estimateDifferences({ ...stands, ...change }, { plan, contactId: "c", reference: "vb-1" }).map(({ field }) => field);
    expect(fields({})).toEqual([]);
    expect(fields({ total: "440.45" })).toEqual(["total"]);
    expect(fields({ tags: [] })).toEqual(["reference"]);
    expect(fields({ lines: [{ name: "Fase 1" }] })).toEqual(["lines"]);
  });
});

describe("amounts read back", () => {
  it("are the same however many decimals they come with, and missing is not zero", () => {
    expect(mustBeCents("pending", "5.00", "5")).toEqual([]);
    expect(mustBeCents("pending", "0.00", null)).toEqual([{ field: "pending", expected: "0.00", got: "" }]);
  });
});

describe("a plan", () => {
  const entry = { projectId: "p", userId: "u", date: "2026-10-14", seconds: 60, taskId: null, description: null };
  const document = { type: "invoice", id: "d", pending: "1.00", number: null };
  const payment = { kind: "payment", document, accountId: "a", accountName: "b", date: "2026-10-14", amount: "1.00", description: null };

  it("pays what is more than nothing", () => expect(pushPlan.safeParse(payment).success).toBe(true));

  it("names what it must not share with another: movement and documents, lead, project and day", () => {
    const reconcile = pushPlan.parse({
      kind: "reconcile", accountId: "a", accountName: "Banco", movement: { id: "m", valueDate: "2026-10-14", amount: "-1.00", reconciled: "0.00" },
      documents: [{ type: "purchase", id: "d", pending: "1.00" }],
    }); // prettier-ignore
    expect(conflictsOf(reconcile)).toEqual(["movement:m", "document:d"]);
    const times = pushPlan.parse({ kind: "project_time", entries: [entry, entry] });
    expect(conflictsOf(times)).toEqual(["times:p:u:2026-10-14"]);
  });

  it.each([
    ["reconciles nothing", { kind: "reconcile", accountId: "a", accountName: "b", movement: { id: "m", valueDate: "2026-10-14", amount: "-1.00", reconciled: "0.00" }, documents: [] }],
    ["sends to nobody", { kind: "estimate_send", estimateId: "e", number: null, to: [], cc: [], subject: null, message: null }],
    ["blanks a field", { kind: "contact", contact: { mode: "known", id: "c" }, changes: [{ field: "phone", from: "1", to: "" }] }],
    ["books no time", { kind: "project_time", entries: [{ ...entry, seconds: 0 }] }],
    ["pays a fraction of a cent", { ...payment, amount: "1.005" }],
    ["pays nothing", { ...payment, amount: "0.00" }],
    ["takes money back as a payment", { ...payment, amount: "-1.00" }],
  ])("that %s is refused", (_, wrong) => expect(pushPlan.safeParse(wrong).success).toBe(false)); // prettier-ignore
});

describe("what the forecast counts with", () => {
  it("is known for every kind", () => {
    for (const { shape } of pushPlan.options) expect(callsOf(shape.kind.value).usual).toBeGreaterThan(0);
  });
});

describe("a worker with little patience", () => {
  it("pauses as its settings say", () => {
    expect(moveAfter({ code: "holded.unreachable", retry: "later" }, 1, 1_000, 250)).toEqual({ kind: "wait", ms: 500 });
  });
});
