import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { announcedBy, neededEvents } from "@/lib/holded/webhooks/events";
import { judge, type Arrived, type Known } from "@/lib/holded/webhooks/judge";
import { mayKnock } from "@/lib/holded/webhooks/knock";
import { reachableBase } from "@/lib/holded/webhooks/reachable";
import { readBounded } from "@/lib/holded/webhooks/bounded-body";
import { isSignedBy, signatureOf } from "@/lib/holded/webhooks/signature";

const now = new Date("2026-11-20T10:00:00Z");
const secret = "whsec_0123456789abcdef";
const rawBody = new TextEncoder().encode('{"id":"6abf0f7d2d3c4b5a69788000","documentNumber":"A-2291"}');

const delivery = (change: Partial<Arrived> = {}): Arrived => ({
  rawBody,
  event: "purchase.create",
  deliveryId: "6abf0f7e2d3c4b5a69788001",
  date: "2026-11-20T09:59:58+00:00",
  accountId: "acc-1",
  signature: signatureOf(rawBody, secret),
  ...change,
});
const known = (change: Partial<Known> = {}): Known => ({ secrets: [secret], acceptsUnsigned: false, accountId: null, now, ...change });
const reasonOf = (arrived: Arrived, what: Known) => {
  const verdict = judge(arrived, what);
  return verdict.taken ? "taken" : verdict.reason;
};

describe("the signature of a webhook", () => {
  it("is the HMAC of the raw body with the whole secret, prefix included", () => {
    expect(signatureOf(rawBody, secret)).toBe(`sha256=${createHmac("sha256", secret).update(rawBody).digest("hex")}`);
    expect(isSignedBy(rawBody, signatureOf(rawBody, secret.replace("whsec_", "")), [secret])).toBe(false);
  });

  it("does not hold for a body that differs in one byte, nor for one parsed and written again", () => {
    const other = new Uint8Array(rawBody);
    other[5] = 0x20;
    expect(isSignedBy(other, signatureOf(rawBody, secret), [secret])).toBe(false);
    const again = new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(rawBody)), null, 1));
    expect(isSignedBy(again, signatureOf(rawBody, secret), [secret])).toBe(false);
  });

  it("holds with either of two secrets while one replaces the other", () => {
    expect(isSignedBy(rawBody, signatureOf(rawBody, "whsec_old"), [secret, "whsec_old"])).toBe(true);
    expect(isSignedBy(rawBody, signatureOf(rawBody, "whsec_older"), [secret, "whsec_old"])).toBe(false);
  });
});

describe("a delivery", () => {
  it("that is signed and fresh is taken", () => {
    expect(judge(delivery(), known())).toMatchObject({ taken: true, event: "purchase.create", isSigned: true });
  });

  it.each([
    ["without a signature", { signature: null }, {}, "unsigned"],
    ["with a wrong signature", { signature: `sha256=${"0".repeat(64)}` }, {}, "bad_signature"],
    ["with a wrong signature even where unsigned ones are accepted", { signature: "sha256=0" }, { acceptsUnsigned: true }, "bad_signature"],
    ["signed while no secret is known", {}, { secrets: [] }, "no_secret"],
    ["without an event", { event: null }, {}, "no_event"],
    ["with markup for an event", { event: "<b>.x" }, {}, "no_event"],
    ["without an id", { deliveryId: null }, {}, "no_id"],
    ["without a date", { date: null }, {}, "no_date"],
    ["with a date that is none", { date: "yesterday" }, {}, "no_date"],
    ["of four days ago", { date: "2026-11-16T09:00:00Z" }, {}, "too_old"],
    ["of tomorrow", { date: "2026-11-21T10:00:00Z" }, {}, "from_the_future"],
    ["of another account", { accountId: "acc-2" }, { accountId: "acc-1" }, "other_account"],
  ] as const)("%s is refused", (_, change, what, reason) => {
    expect(reasonOf(delivery(change), known(what))).toBe(reason);
  });

  it("that is no JSON is refused, however it is signed", () => {
    for (const text of ["<html>", "", "\u0000"]) {
      const body = new TextEncoder().encode(text);
      expect(reasonOf(delivery({ rawBody: body, signature: signatureOf(body, secret) }), known())).toBe("not_json");
    }
  });

  it("without a signature is taken only where that is switched on", () => {
    expect(reasonOf(delivery({ signature: null }), known({ acceptsUnsigned: true }))).toBe("taken");
  });

  it("dates itself in seconds, milliseconds or words", () => {
    for (const date of ["1795168790", "1795168790000", "Fri, 20 Nov 2026 09:59:50 GMT"])
      expect(reasonOf(delivery({ date }), known())).toBe("taken");
  });
});

describe("an event", () => {
  it("names the object to read again", () => {
    expect(announcedBy("purchaserefund.approve", { id: "6abf0f7d2d3c4b5a69788000" })).toEqual({
      resource: "purchase",
      holdedId: "6abf0f7d2d3c4b5a69788000",
      expects: "living",
    });
    expect(announcedBy("contact.delete", { id: "6abf0f7d2d3c4b5a69788000", deletedAt: "x" })).toMatchObject({ expects: "gone" });
    expect(announcedBy("stock.update", { productId: "6abf0f7d2d3c4b5a69788000" })).toMatchObject({ resource: "product" });
  });

  it("of nothing that is mirrored, of nobody, or with an id that is none, names nothing", () => {
    for (const [event, body] of [
      ["waybill.create", { id: "6abf0f7d2d3c4b5a69788000" }],
      ["constructor.update", { id: "6abf0f7d2d3c4b5a69788000" }],
      ["invoice.update", { id: "../../contacts" }],
      ["invoice.update", null],
      ["invoice.update", [1]],
    ] as const) {
      expect(announcedBy(event, body)).toBeNull();
    }
  });

  it("is asked for only where it is of use", () => {
    expect(neededEvents).toContain("purchaserefund.approve");
    expect(neededEvents).not.toContain("waybill.create");
    expect(new Set(neededEvents).size).toBe(neededEvents.length);
  });
});

describe("the address", () => {
  it("lets a burst in, and a flood only drop by drop", () => {
    const buckets = new Map();
    const letIn = Array.from({ length: 400 }, () => mayKnock("a", 0, buckets)).filter(Boolean).length;
    expect(letIn).toBe(300);
    expect(mayKnock("b", 0, buckets)).toBe(true);
    expect(mayKnock("a", 1_000, buckets)).toBe(true);
  });

  it("reads no more of a body than is allowed, whatever its length says", async () => {
    const chunk = new Uint8Array(1_000);
    const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    const request = new Request("http://localhost/", { method: "POST", body: endless(), duplex: "half" } as RequestInit);
    expect(await readBounded(request, 10_000)).toBeNull();
    const small = new Request("http://localhost/", { method: "POST", body: "ñ{" });
    expect([...((await readBounded(small, 10)) ?? [])]).toEqual([0xc3, 0xb1, 0x7b]);
  });

  it("is one that can be reached from outside, or none", () => {
    const of = (url: string, isLocal = false) => reachableBase({ publicUrl: url, ownUrl: undefined }, isLocal);
    expect(of("https://console.example.com/")).toBe("https://console.example.com");
    for (const url of [
      "http://console.example.com",
      "https://localhost",
      "https://192.168.1.4",
      "https://[::1]",
      "https://console.local",
      "https://box",
    ]) {
      expect(of(url)).toBeNull();
    }
    expect(of("http://localhost:3000", true)).toBe("http://localhost:3000");
    expect(reachableBase({ publicUrl: undefined, ownUrl: undefined }, true)).toBeNull();
  });
});
