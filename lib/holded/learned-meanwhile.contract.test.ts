import { afterAll, describe, expect, it } from "vitest";
import { loadConnection, updateConnection } from "@/lib/holded/account-store";
import { holdedClient } from "@/lib/holded/client";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { dueHints, hintObjects } from "@/lib/holded/mirror/hint-store";
import { workHints } from "@/lib/holded/mirror/hints";
import { lockConnection } from "@/lib/holded/tokens/slots";
import { acceptUnsigned, registerWebhook, rotateWebhookSecret } from "@/lib/holded/webhooks/register";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { connected, testHolded } from "@/lib/testing/holded";

const database = testDatabase();
const holded = testHolded();
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

const permissions = async (scope: CompanyScope) => (await scope.read((tx) => loadConnection(tx, scope)))?.capabilities.permissions ?? {};

describe("what is learned while others learn", () => {
  it("of a permission loses nothing that another call learned in between", async () => {
    const { scope } = await connected(holded());
    const known = await scope.read((tx) => loadConnection(tx, scope));
    if (!known) throw new Error("there is a connection");
    const having = (names: Record<string, "granted">) => ({ capabilities: { ...known.capabilities, permissions: names } });
    await scope.write((tx) => updateConnection(tx, scope, having({})));
    let isWritten = () => {};
    const written = new Promise<void>((resolve) => (isWritten = resolve));
    const waiting = async () =>
      (
        await database.asSuperuser(
          "SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
      ).length;
    const first = scope.write(async (tx) => {
      await lockConnection(tx, scope);
      await updateConnection(tx, scope, having({ "sales:invoices.read": "granted" }));
      isWritten();
      await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
    });
    await written;
    const second = holdedClient(scope, { purpose: "person" }).call(listTaxes, { query: {} });
    await first;
    expect((await second).ok).toBe(true);
    expect(await permissions(scope)).toMatchObject({ "sales:invoices.read": "granted", [listTaxes.permission]: "granted" });
  });

  it("of a webhook keeps what a person changed while Holded made the new one", async () => {
    const { scope, eva } = await connected(holded());
    expect((await registerWebhook(scope, eva)).ok).toBe(true);
    let isChanged = false;
    const slow: CompanyScope = {
      ...scope,
      write: async (fn) => {
        if (!isChanged) {
          isChanged = true;
          await acceptUnsigned(scope, eva, true);
        }
        return scope.write(fn);
      },
    };
    expect(await rotateWebhookSecret(slow, eva)).toMatchObject({ ok: true, value: { registered: { acceptsUnsigned: true } } });
  });
});

describe("a hint at what the key may not read", () => {
  it("waits instead of being taken for read", async () => {
    const { scope, token } = await connected(holded());
    const hint = { resource: "purchase", holdedId: "6abf0f7d2d3c4b5a69788000", expects: "either" } as const;
    const at = new Date(Date.now() - 60_000);
    await scope.write((tx) => hintObjects(tx, scope, [hint], { at, dueAt: at }));
    holded().control.setPermissions(token, []);
    expect(await workHints(scope)).toMatchObject({ ok: true, value: { read: 0, gone: 0, postponed: 1 } });
    const later = new Date(Date.now() + 7 * 3_600_000);
    const due = (now: Date) => scope.read((tx) => dueHints(tx, scope, now, 10));
    expect([await due(new Date()), await due(later)]).toMatchObject([[], [hint]]);
  });
});
