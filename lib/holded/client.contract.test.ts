import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { Access } from "@/lib/holded/access";
import { eachPage, holdedClient } from "@/lib/holded/client";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { listAccountingAccounts, listExpenseAccounts, listTreasuryAccounts } from "@/lib/holded/endpoints/accounts";
import { getContact, listContacts } from "@/lib/holded/endpoints/contacts";
import { createPurchase, listPurchases } from "@/lib/holded/endpoints/purchases";
import { listTags } from "@/lib/holded/endpoints/tags";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { demoAccounts } from "@/lib/holded/sandbox/seed/demo-accounts";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { startSandbox } from "@/lib/holded/sandbox/start-sandbox";
import { ok } from "@/lib/kernel/result";
import { testDatabase } from "@/lib/testing/database";
import { connected, testHolded } from "@/lib/testing/holded";
import { admin, company } from "@/lib/testing/people";

testDatabase();
const holded = testHolded();

const body = {
  contact_id: "68aa01b2c3d4e5f607182930",
  number: "1",
  date: "2026-10-14",
  currency: "EUR",
  items: [{ name: "x", units: 1, price: 1, discount: 0, taxes: [] }],
};

/** A server that answers every call the same way, for what the local Holded is too well-behaved to say. */
async function answering(answer: (response: http.ServerResponse) => void, timeoutMs = 500) {
  const { scope } = await company().with(admin("eva"));
  const calls: string[] = [];
  const server = http.createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    request.resume();
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access: Access = { baseUrl, token: "pat_x_y", accountKey: `test:${baseUrl}`, plan: "premium", numberMode: null, isSaved: false };
  const client = holdedClient(scope, { purpose: "person", access: () => Promise.resolve(ok(access)), timeoutMs });
  return { client, calls, scope, close: () => server.close() };
}

describe("the client", () => {
  it("reads every list of the sample companies, in every number format", async () => {
    for (const number_format of ["es", "spec", "es_everywhere"] as const) {
      const sandbox = await startSandbox({ seed: demoAccounts, switches: { number_format, plan: "premium" } });
      const { scope } = await company().with(admin("eva"));
      const access: Access = {
        baseUrl: `${sandbox.url}/api/v2`,
        token: demoTokens["ferreteria-aldaba"].full,
        accountKey: `test:${sandbox.url}`,
        plan: "premium",
        numberMode: null,
        isSaved: false,
      };
      const client = holdedClient(scope, { purpose: "person", access: () => Promise.resolve(ok(access)) });
      const lists = await Promise.all([
        client.call(listContacts, { query: {} }), client.call(listTaxes, {}), client.call(listExpenseAccounts, { query: {} }), client.call(listTags, { query: {} }),
        client.call(listTreasuryAccounts, { query: {} }), client.call(listAccountingAccounts, { query: {} }), client.call(listPurchases, { query: {} }),
      ]); // prettier-ignore
      for (const list of lists) expect(list).toMatchObject({ ok: true, value: { unreadable: [] } });
      const bought = lists[6];
      expect(bought?.ok && bought.value.items.length).toBeGreaterThan(0);
      if (bought?.ok) for (const item of bought.value.items) expect(item).toMatchObject({ total: expect.stringMatching(/^-?\d+\.\d{2}$/) });
      expect(await client.call(getUsage, {})).toMatchObject({ ok: true, value: { used: expect.any(Number) } });
      await sandbox.stop();
    }
  });

  it("names the supplier that is not there", async () => {
    const { scope } = await connected(holded());
    const client = holdedClient(scope, { purpose: "person" });
    expect(await client.call(getContact, { params: { id: "68aa01b2c3d4e5f607182930" } })).toMatchObject({
      ok: false,
      error: { code: "holded.not_found", retry: "never" },
    });
  });

  it("refuses an answer of more than five megabytes", async () => {
    const { client, close } = await answering((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`{"items":["${"x".repeat(6 * 1024 * 1024)}"]}`);
    }, 20_000);
    expect(await client.call(listTags, { query: {} })).toMatchObject({
      ok: false,
      error: { code: "holded.bad_answer", detail: { why: "size" } },
    });
    close();
  });

  it("does not follow a redirect with the token", async () => {
    const target = await answering((response) => response.end("{}"));
    const { client, close, calls } = await answering((response) => response.writeHead(302, { location: "http://127.0.0.1:1/steal" }).end());
    expect(await client.call(listTaxes, {})).toMatchObject({ ok: false, error: { code: "holded.bad_answer" } });
    expect([calls.length, target.calls.length]).toEqual([1, 0]);
    close();
    target.close();
  });

  it("sends a create once, whatever comes back that is no answer", async () => {
    const answers: ((response: http.ServerResponse) => void)[] = [
      (response) => response.writeHead(500).end(),
      (response) => response.destroy(),
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      (response) => response.writeHead(201, { "content-type": "application/json" }).end("{}"),
      () => undefined, // never answers: the timeout ends it
    ];
    for (const answer of answers) {
      const { client, calls, close } = await answering(answer);
      expect(await client.call(createPurchase, { body })).toMatchObject({
        ok: false,
        error: { code: "holded.outcome_unknown", retry: "unknown_outcome" },
      });
      expect(calls).toHaveLength(1);
      close();
    }
  });

  it("repeats a read that met a passing trouble", async () => {
    let count = 0;
    const { client, calls, close } = await answering((response) => {
      count += 1;
      if (count === 1) response.writeHead(503).end();
      else response.writeHead(200, { "content-type": "application/json" }).end(`{"items":[{"key":"p_iva_21","amount":"21"}]}`);
    });
    expect(await client.call(listTaxes, {})).toMatchObject({ ok: true, value: { items: [{ key: "p_iva_21" }] } });
    expect(calls).toHaveLength(2);
    close();
  });

  it("does not go round in circles when a cursor repeats", async () => {
    const { client, close } = await answering((response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(`{"items":[],"cursor":"same","has_more":true}`),
    );
    const pages = [];
    for await (const page of eachPage((cursor) => client.call(listTags, { query: cursor === undefined ? {} : { cursor } })))
      pages.push(page.ok);
    expect(pages).toEqual([true, true, false]);
    close();
  });

  it("does not go round in circles when two cursors take turns", async () => {
    let calls = 0;
    const { client, close } = await answering((response) => {
      calls += 1;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`{"items":["obra"],"cursor":"${calls % 2 === 0 ? "even" : "odd"}","has_more":true}`);
    });
    const pages = [];
    for await (const page of eachPage((cursor) => client.call(listTags, { query: cursor === undefined ? {} : { cursor } })))
      pages.push(page.ok ? "page" : page.error.code);
    expect(pages).toEqual(["page", "page", "page", "holded.bad_answer"]);
    close();
  });

  it("logs every attempt once, with its failure, and never the token", async () => {
    const { client, scope, close } = await answering((response) => response.writeHead(503).end());
    await client.call(listTaxes, {});
    const rows = await scope.read((tx) => tx.integrationCall.findMany({ orderBy: { id: "asc" } }));
    expect(rows.map(({ attempt, status, failure, path }) => [attempt, status, failure, path])).toEqual([
      [1, 503, "holded.server_error", "/taxes"], [2, 503, "holded.server_error", "/taxes"],
    ]); // prettier-ignore
    expect(JSON.stringify(rows, (_, v: unknown) => (typeof v === "bigint" ? String(v) : v))).not.toContain("pat_");
    close();
  });

  it("does not let one address stand for another: a parameter must be there", async () => {
    const { client, close, calls } = await answering((response) => response.end("{}"));
    for (const id of ["", ".."]) await expect(client.call(getContact, { params: { id } })).rejects.toThrow("parameter id");
    expect(calls).toEqual([]);
    close();
  });
});

describe("the quota", () => {
  it("is shared by everything that uses the account: no call is refused by Holded", async () => {
    const { scope, account } = await connected(holded(), { switches: { windows: { minute: 20 } } });
    const clients = [1, 2, 3].map(() => holdedClient(scope, { purpose: "person" }));
    const results = await Promise.all(Array.from({ length: 30 }, (_, i) => clients[i % 3]?.call(listTaxes, {})));
    expect(
      holded()
        .control.calls({ account })
        .filter(({ status }) => status === 429),
    ).toEqual([]);
    const refused = results.filter((result) => result && !result.ok).map((result) => result && !result.ok && result.error.code);
    expect(new Set(refused)).toEqual(new Set(["holded.rate_limited"]));
    expect(holded().control.calls({ account }).length).toBeLessThanOrEqual(20);
  });

  it("keeps a reserve for approved writes when refreshes have used their share", async () => {
    const { scope } = await connected(holded(), { switches: { windows: { minute: 20 } } });
    const refresh = holdedClient(scope, { purpose: "person" });
    for (let i = 0; i < 20; i += 1) await refresh.call(listTaxes, {});
    expect(await refresh.call(listTaxes, {})).toMatchObject({ ok: false, error: { code: "holded.rate_limited" } });
    expect(await holdedClient(scope, { purpose: "write" }).call(listTaxes, {})).toMatchObject({ ok: true });
  });
});
