import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import { createContact, searchContacts } from "@/lib/holded/endpoints/contacts";
import { getPurchaseAttachment } from "@/lib/holded/endpoints/purchases";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import type { FaultKind } from "@/lib/holded/sandbox/faults";
import { testDatabase } from "@/lib/testing/database";
import { connected, testHolded } from "@/lib/testing/holded";

testDatabase();
const holded = testHolded();
const held: { client?: HoldedClient; account?: string } = {};

beforeAll(async () => {
  const { scope, account } = await connected(holded(), { switches: { plan: "premium", windows: { minute: 5_000 } } });
  Object.assign(held, { account, client: holdedClient(scope, { purpose: "person", timeoutMs: 15_000 }) });
});

function client(): HoldedClient {
  if (!held.client) throw new Error("The client exists from beforeAll on.");
  return held.client;
}

/** Holded misbehaves the next so many times. */
function strike(kind: FaultKind, method: string, { times = 1, ms = 1_000 } = {}): void {
  holded().control.clearFaults();
  holded().control.fault({ match: { method, account: held.account ?? "" }, kind, times, ms });
}

type Ending = readonly [kind: FaultKind, code: string];

describe("a read", () => {
  it.each<FaultKind>([
    "truncated",
    "malformed",
    "html_200",
    "500_before",
    "423",
    "drop_before",
    "refused",
    "huge",
    "wrong_date",
    "latency",
  ])("gets its answer after Holded said %s once", async (kind) => {
    strike(kind, "GET", { ms: kind === "wrong_date" ? -3_600_000 : 200 });
    expect(await client().call(listTaxes, {})).toMatchObject({ ok: true, value: { unreadable: [] } });
  });

  it.each<Ending>([
    ["truncated", "holded.unreachable"],
    ["malformed", "holded.bad_answer"],
    ["html_200", "holded.bad_answer"],
    ["status_0", "holded.rejected"],
    ["500_before", "holded.server_error"],
    ["423", "holded.busy"],
    ["drop_before", "holded.unreachable"],
    ["refused", "holded.unreachable"],
  ])("ends with a named failure when Holded says nothing but %s: %s", async (kind, code) => {
    strike(kind, "GET", { times: 20 });
    expect(await client().call(listTaxes, {})).toMatchObject({ ok: false, error: { code } });
  });

  it("of a file takes no page and no JSON for the file", async () => {
    for (const kind of ["html_200", "status_0"] as const) {
      strike(kind, "GET", { times: 20 });
      const params = { id: "68aa01b2c3d4e5f607182930", attachmentId: "Factura Ana.pdf" };
      const result = await client().call(getPurchaseAttachment, { params });
      expect(result).toMatchObject({ ok: false, error: { code: kind === "html_200" ? "holded.bad_answer" : "holded.rejected" } });
    }
  });
});

describe("a write", () => {
  it.each<readonly [kind: FaultKind, code: string, made: number]>([
    ["truncated", "holded.outcome_unknown", 1],
    ["malformed", "holded.outcome_unknown", 1],
    ["huge", "ok", 1],
    ["html_200", "holded.outcome_unknown", 0],
    ["html_200_after", "holded.outcome_unknown", 1],
    ["status_0", "holded.rejected", 0],
    ["500_before", "holded.outcome_unknown", 0],
    ["500_after", "holded.outcome_unknown", 1],
    ["drop_before", "holded.outcome_unknown", 0],
    ["drop_after", "holded.outcome_unknown", 1],
    ["refused", "holded.outcome_unknown", 0],
    ["423", "ok", 1],
    ["wrong_date", "ok", 1],
  ])("that meets %s ends as %s and is done %i times", async (kind, code, made) => {
    const name = `Ana ${randomUUID()}`;
    strike(kind, "POST", { ms: kind === "wrong_date" ? 3_600_000 : 300 });
    const result = await client().call(createContact, { body: { name, type: "client", is_person: true } });
    expect(result.ok ? "ok" : result.error.code).toBe(code);
    holded().control.clearFaults();
    const found = await client().call(searchContacts, { query: { name } });
    expect(found).toMatchObject({ ok: true, value: { items: Array.from({ length: made }, () => ({ name })) } });
  });
});

describe("the log", () => {
  it("does not show the name of a file that stands in an address", async () => {
    const { scope } = await connected(holded());
    const params = { id: "68aa01b2c3d4e5f607182930", attachmentId: "Factura Ana Ruiz.pdf" };
    await holdedClient(scope, { purpose: "person" }).call(getPurchaseAttachment, { params });
    const rows = await scope.read((tx) => tx.integrationCall.findMany({ select: { path: true } }));
    const paths = rows.map(({ path }) => decodeURIComponent(path));
    expect(paths).toContain("/purchases/68aa01b2c3d4e5f607182930/attachments/•••");
    expect(paths.join()).not.toContain("Ana");
  });
});
