import { describe, expect, it } from "vitest";
import { alarmsOf, inOrder } from "@/components/shell/alarms";
import type { CompanyLine, QueueFigures } from "@/components/shell/company-line";

const queue: QueueFigures = { kind: "invoice", needsMe: 0, clear: 0, sending: 0, waitingForHolded: 0, failed: 0 };
const line = (change: Partial<CompanyLine> = {}): CompanyLine => ({
  slug: "ferreteria",
  name: "Ferretería",
  environment: "live",
  role: "admin",
  queues: [queue],
  connection: "ok",
  canConnect: true,
  canSeeSettings: true,
  quota: { used: 100, limit: 500, expected: 300, heldBack: 0 },
  copy: { lookedAt: "2026-11-22T10:00:00Z", stale: 0 },
  agentsOff: 0,
  webhooksRefused: false,
  ...change,
});
const codes = (change: Partial<CompanyLine>) => alarmsOf(line(change)).map(({ code }) => code);

describe("the alarms of a company", () => {
  it("are silent while all is well, and while nothing is connected yet", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ connection: "none", quota: null, copy: null })).toEqual([]);
  });

  it("tell a spent month from one that will be, never both", () => {
    expect(codes({ quota: { used: 500, limit: 500, expected: 900, heldBack: 4 } })).toEqual(["monthSpent"]);
    expect(codes({ quota: { used: 400, limit: 500, expected: 600, heldBack: 0 } })).toEqual(["monthShort"]);
  });

  it("name what stands still before what may come, with the place where it is mended", () => {
    const alarms = alarmsOf(line({ connection: "refused", copy: { lookedAt: null, stale: 2 }, queues: [{ ...queue, failed: 3 }] }));
    expect(alarms.map(({ code, values }) => [code, values.n])).toEqual([
      ["keyRefused", 0],
      ["pushesFailed", 3],
      ["copyStale", 2],
    ]);
    expect(alarms[0]?.href).toBe("/ferreteria/live/settings/connection#token");
    expect(alarms[1]?.href).toBe("/ferreteria/live/invoices?bucket=failed");
  });

  it("lead nowhere for somebody who may not see the settings", () => {
    expect(alarmsOf(line({ connection: "refused", canSeeSettings: false }))[0]?.href).toBeNull();
  });
});

describe("the order of the companies", () => {
  it("puts what stands still first, then what waits for the person, then what may come, then the rest by name", () => {
    const shown = inOrder([
      line({ slug: "a", name: "Zapatería" }),
      line({ slug: "b", name: "Ávila", queues: [{ ...queue, needsMe: 2 }] }),
      line({ slug: "c", name: "Bazar", queues: [{ ...queue, needsMe: 9 }] }),
      line({ slug: "d", name: "Cuero", connection: "unreachable" }),
      line({ slug: "e", name: "Dalia", connection: "refused" }),
      line({ slug: "f", name: "Álamo" }),
      line({ slug: "g", name: "Aceite", connection: "none", quota: null, copy: null }),
    ]);
    expect(shown.map(({ slug }) => slug)).toEqual(["e", "c", "b", "d", "f", "a", "g"]);
  });
});
