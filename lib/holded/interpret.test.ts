import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf, phpObject } from "@/lib/holded/endpoint";
import { contact } from "@/lib/holded/endpoints/contacts";
import { getPurchase, listPurchases } from "@/lib/holded/endpoints/purchases";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { interpret, rateFacts } from "@/lib/holded/interpret";
import type { NumberMode } from "@/lib/holded/numbers";

const json = { "content-type": "application/json" };
const answer = (body: string, status = 200, headers: Record<string, string> = json) => ({
  status,
  headers: new Headers(headers),
  body: new TextEncoder().encode(body),
});
const schema = z.object({ id: z.string() });
const outcome = (body: string, status = 200, headers = json) => {
  const result = interpret(answer(body, status, headers), "creates", { schema });
  return result.kind === "trouble" ? result.outcome : result.kind;
};

describe("an answer of Holded", () => {
  it("is taken when it has what is used, whatever else it has", () => {
    expect(interpret(answer(`{"id":"a","news":{"x":[1]}}`), "reads", { schema })).toMatchObject({ kind: "done", value: { id: "a" } });
  });

  it.each([
    ["a page inside a 200", `<!doctype html><p>Mantenimiento`, 200, { kind: "garbled", why: "html" }],
    ["a body cut off", `{"id":"a`, 200, { kind: "garbled", why: "json" }],
    ["no body", ``, 200, { kind: "garbled", why: "json" }],
    ["another shape", `{"ident":"a"}`, 200, { kind: "garbled", why: "shape" }],
    ["a no inside a 200", `{"status":0,"info":"Contact not found"}`, 200, { kind: "denied", info: "Contact not found" }],
    ["a problem", `{"type":"t","title":"x","status":422,"detail":"d"}`, 422, { kind: "answered", status: 422, problem: { detail: "d" } }],
    ["an empty 423", ``, 423, { kind: "answered", status: 423, problem: null }],
    ["a message instead of a problem", `{"message":"paid"}`, 422, { kind: "answered", problem: { detail: null } }],
  ])("that is %s is a named trouble", (_, body, status, expected) => expect(outcome(body, status)).toMatchObject(expected));

  it("may have no body where none is expected, but no page", () => {
    expect(interpret(answer("", 200, {}), "changes", { schema: null })).toMatchObject({ kind: "done", value: null });
    expect(interpret(answer("<html>", 200, { "content-type": "text/html" }), "changes", { schema: null })).toMatchObject({
      outcome: { kind: "garbled", why: "html" },
    });
    expect(interpret(answer(`{"status":0}`), "changes", { schema: null })).toMatchObject({ outcome: { kind: "denied" } });
  });

  it("says in seconds or as a date when to come back", () => {
    const wait = (value: string) =>
      interpret(answer("", 429, { "retry-after": value, "x-ratelimit-window": "month" }), "reads", { schema: null });
    expect(wait("60")).toMatchObject({ outcome: { retryAfterMs: 60_000, window: "month" } });
    expect(wait("Thu, 01 Jan 1970 00:00:00 GMT")).toMatchObject({ outcome: { retryAfterMs: 0 } });
    expect(wait("soon")).toMatchObject({ outcome: { retryAfterMs: null } });
  });

  it("counts a date to come back by Holded's clock, however far that is off", () => {
    const headers = { "retry-after": "Wed, 14 Oct 2026 09:01:30 GMT", date: "Wed, 14 Oct 2026 09:00:00 GMT" };
    expect(interpret(answer("", 429, headers), "reads", { schema: null })).toMatchObject({ outcome: { retryAfterMs: 90_000 } });
  });

  it("is no success when only a part was done: nobody says which", () => {
    expect(interpret(answer(`{"message":"1 of 2"}`, 207), "changes", { schema: null })).toMatchObject({
      outcome: { kind: "answered", status: 207 },
    });
  });

  it("with a state 0 of its own is no denial, but a 0 that explains itself or stands alone is", () => {
    const kind = (body: string) => {
      const result = interpret(answer(body), "reads", { schema: z.object({ status: z.number() }) });
      return result.kind === "done" ? "done" : result.outcome.kind;
    };
    expect([`{"id":"e","name":"Visita","status":0}`, `{"items":[],"status":0}`].map(kind)).toEqual(["done", "done"]);
    expect([`{"status":0}`, `{"status":"0","msg":"no"}`, `{"id":"e","status":0,"info":"Not found"}`].map(kind)).toEqual([
      "denied",
      "denied",
      "denied",
    ]);
  });

  it("may be a file: bytes as they are, but no page, no JSON and no nothing", () => {
    const schema = z.custom<object>((value) => typeof value === "object");
    const file = (body: string, type: string) =>
      interpret(answer(body, 200, { "content-type": type }), "reads", { schema, accepts: "file" });
    expect(file("%PDF-1.7", "application/pdf; charset=binary")).toMatchObject({ kind: "done", value: { mediaType: "application/pdf" } });
    expect(file("<Facturae/>", "application/xml")).toMatchObject({ kind: "done" });
    const troubles = [
      file("", "application/pdf"),
      file("<!DOCTYPE html><p>404", "application/octet-stream"),
      file("<p>", "text/html"),
      file(`{"a":1}`, "application/json"),
      file(`{"status":0,"info":"no"}`, "application/json"),
    ];
    expect(troubles.map((one) => one.kind)).toEqual(["trouble", "trouble", "trouble", "trouble", "trouble"]);
  });

  it("tells the quota in its headers, which may be missing or nonsense", () => {
    const facts = (headers: Record<string, string>) => rateFacts(new Headers(headers));
    expect(facts({ "x-ratelimit-limit": "60", "x-ratelimit-remaining": "3", "x-ratelimit-window": "minute" })).toEqual({
      span: "minute",
      limit: 60,
      remaining: 3,
    });
    expect(facts({ "x-ratelimit-limit": "60", "x-ratelimit-remaining": "-1" })).toBeNull();
    expect(facts({})).toBeNull();
  });
});

describe("a page of a list", () => {
  const page = pageOf(z.object({ id: z.string() }));

  it("is followed as long as it says that there is more, not as long as it has a cursor", () => {
    expect(page.parse({ items: [], cursor: "x", has_more: false })).toMatchObject({ next: null });
    expect(page.parse({ items: [], cursor: "x", has_more: true })).toMatchObject({ next: "x" });
    expect(page.parse({ items: [] })).toMatchObject({ next: null });
  });

  it("is refused when it announces more and does not say where", () =>
    expect(page.safeParse({ items: [], cursor: null, has_more: true }).success).toBe(false));

  it("names what it could not read and keeps the rest", () => {
    const parsed = listPurchases.answer?.("es").parse({ items: [purchase({}), purchase({ id: "b", total: "mucho" })] });
    expect(parsed).toMatchObject({ items: [{ id: "a" }], unreadable: ["b"] });
  });
});

describe("an object of PHP", () => {
  it("may be an empty list, null or missing", () => {
    expect([[], null, { x: 1 }].map((value) => phpObject(z.object({ x: z.number() })).parse(value))).toEqual([null, null, { x: 1 }]);
    const given = { id: "c", name: "Ana", defaults: [], code: "" };
    expect(contact.parse(given)).toMatchObject({ expenseAccountId: null, code: null, vatNumber: null });
    expect(contact.parse({ ...given, defaults: { expenses_account: "e" } })).toMatchObject({ expenseAccountId: "e" });
  });
});

describe("a purchase", () => {
  const read = (change: object, known: NumberMode = "es") => getPurchase.answer?.(known).safeParse(purchase(change));

  it.each<[object, NumberMode]>([
    [{ subtotal: "1.000,00", tax: "210,00", total: "1.210,00" }, "dot"],
    [{ subtotal: "1000.00", tax: "210.00", total: "1210.00" }, "es"],
    [{ subtotal: "1000", tax: "210", total: "1.210,0" }, "dot"],
    [{ subtotal: 1000, tax: 210, total: 1210 }, "es"],
    // Nothing decides but the sum: 1.000 and 1.210 are thousands next to 210.
    [{ subtotal: "1.000", tax: "210", total: "1.210", lines: [] }, "dot"],
  ])("means the same amounts as %j, whatever was expected", (amounts, known) => {
    expect(read(amounts, known)?.data).toMatchObject({ subtotal: "1000.00", tax: "210.00", total: "1210.00" });
  });

  it("is no purchase when an amount or a date makes no sense", () => {
    expect([{ total: "" }, { date: "31/02/2026" }, { tax: "1,2,3" }].map((change) => read(change)?.success)).toEqual([false, false, false]);
  });

  it("is approved when it says so in either way, and unknown when it does not", () => {
    const states = [{ approved_at: "2026-10-14T09:12:00" }, { draft: false }, { draft: true }, {}].map(
      (change) => read(change)?.data?.isApproved,
    );
    expect(states).toEqual([true, true, false, null]);
  });
});

describe("a tax", () => {
  it("has its rate however it is written, and no thousands", () => {
    const rates = ["21", "7.5", "7,5", "-15", "0.625", "5,125", 10, null].map((amount) => ({ key: "k", amount }));
    const page = listTaxes.answer?.("es").parse({ items: rates });
    expect(page?.items.map(({ rate }) => rate)).toEqual(["21", "7.5", "7.5", "-15", "0.625", "5.125", "10", null]);
  });
});

function purchase(change: object) {
  return {
    id: "a",
    document_number: "F-1",
    contact_id: "c",
    date: "2026-10-14",
    due_date: null,
    subtotal: "100,00",
    tax: "21,00",
    total: "121,00",
    currency: "eur",
    lines: [{ name: "x", price: "1", units: "1" }],
    ...change,
  };
}
