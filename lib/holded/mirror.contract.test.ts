import { afterAll, describe, expect, it } from "vitest";
import { syncMirror } from "@/lib/holded/mirror";
import { mirrorAge } from "@/lib/holded/mirror/age";
import { mirrorResources } from "@/lib/holded/mirror/model";
import {
  findContact,
  findContactsByCode,
  findContactsByName,
  findPurchases,
  mirroredContacts,
  mirroredTaxes,
  searchMirroredContacts,
} from "@/lib/holded/store";
import { testDatabase } from "@/lib/testing/database";
import { approved, connected, plan, runOnce, testHolded, type Connected } from "@/lib/testing/holded";

testDatabase();
const holded = testHolded();
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

type NewContact = { readonly name: string; readonly code?: string };

async function addContacts({ account }: Connected, contacts: readonly NewContact[]): Promise<readonly string[]> {
  const token = holded().control.addToken(account);
  const ids: string[] = [];
  for (const contact of contacts) {
    const response = await fetch(`${holded().url}/api/v2/contacts`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ type: "supplier", ...contact }),
    });
    ids.push(((await response.json()) as { id: string }).id);
  }
  return ids;
}

const remove = ({ account }: Connected, path: string) =>
  fetch(`${holded().url}/api/v2${path}`, { method: "DELETE", headers: { authorization: `Bearer ${holded().control.addToken(account)}` } });

const wide = { switches: { plan: "premium" } } as const;

describe("the mirror", () => {
  it("finds a supplier by its tax id however it is written, and by its name without its legal form", async () => {
    const c = await connected(holded(), wide);
    await addContacts(c, [
      { name: "Ferretería Aldaba, S.L.", code: "ES-B1234567-4" },
      { name: "Talleres Norte SA", code: "A58818501" },
    ]);
    expect(await syncMirror(c.scope, { purpose: "scheduled", resources: ["tax", "contact"] })).toMatchObject({ ok: true });
    await c.scope.read(async (tx) => {
      expect(await findContactsByCode(tx, "b 12345674")).toMatchObject([{ name: "Ferretería Aldaba, S.L.", taxId: "B12345674" }]);
      expect(await findContactsByName(tx, "FERRETERIA ALDABA SLU")).toMatchObject([{ taxId: "B12345674" }]);
      expect(await findContactsByName(tx, "Ferretería")).toEqual([]);
      expect(await findContactsByCode(tx, " - ")).toEqual([]);
      expect(await searchMirroredContacts(tx, "norte")).toMatchObject([{ taxId: "A58818501" }]);
      expect((await mirroredTaxes(tx)).map(({ key }) => key)).toContain("p_iva_21");
    });
  });

  it("knows the purchases by number, supplier, total and date", async () => {
    const c = await connected(holded(), wide);
    const wanted = plan({}, { number: "F-2026/0012" });
    await runOnce(c.scope, (await approved(c.scope, wanted)).pushId);
    await syncMirror(c.scope, { purpose: "scheduled", resources: ["purchase"] });
    await c.scope.read(async (tx) => {
      const [found] = await findPurchases(tx, { number: "f 2026 0012", total: "121.00", date: "2026-10-14" });
      expect(found).toMatchObject({ number: "F-2026/0012", total: "121.00", date: "2026-10-14" });
      expect(await findPurchases(tx, { contactId: found?.contactId ?? "" })).toHaveLength(1);
      expect(await findPurchases(tx, { number: "F-2026/0012", total: "121.01" })).toEqual([]);
    });
  });

  it("knows a purchase that was just settled, before the next synchronisation", async () => {
    const c = await connected(holded());
    await runOnce(c.scope, (await approved(c.scope, plan({}, { number: "F-77" }))).pushId);
    expect(await c.scope.read((tx) => findPurchases(tx, { number: "F-77" }))).toHaveLength(1);
  });

  it("sees what was deleted in Holded at the end of a pass, and what came back", async () => {
    const c = await connected(holded(), wide);
    const [gone = "", stays = ""] = await addContacts(c, [{ name: "Se Va SL" }, { name: "Se Queda SL" }]);
    await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"] });
    await remove(c, `/contacts/${gone}`);
    expect(await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"], readLagMs: 0 })).toMatchObject({
      value: [{ seen: 1, gone: 1 }],
    });
    await c.scope.read(async (tx) => {
      expect(await findContact(tx, gone)).toBeNull();
      expect(await findContact(tx, stays)).toMatchObject({ name: "Se Queda SL" });
    });
  });

  it("keeps what it has when a pass fails, says why, and mends it with the next", async () => {
    const c = await connected(holded(), wide);
    await addContacts(c, [{ name: "Proveedor SL" }]);
    await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"] });
    holded().control.fault({ kind: "500_before", times: 2, match: { method: "GET", path: "/contacts$", account: c.account } });
    expect(await syncMirror(c.scope, { purpose: "person", resources: ["contact"] })).toMatchObject({
      ok: false,
      error: { code: "holded.server_error" },
    });
    const age = async () => (await mirrorAge(c.scope)).find(({ resource }) => resource === "contact");
    expect(await age()).toMatchObject({ failure: "holded.server_error", syncedAt: expect.any(Date) });
    expect(await c.scope.read((tx) => mirroredContacts(tx))).toHaveLength(1);
    expect(await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"] })).toMatchObject({ ok: true });
    expect(await age()).toMatchObject({ failure: null });
  });

  it("goes on behind the last page that was kept", async () => {
    const c = await connected(holded(), wide);
    await addContacts(
      c,
      Array.from({ length: 205 }, (_, i) => ({ name: `Proveedor ${i} SL` })),
    );
    await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"] });
    const [last] = await c.scope.read((tx) =>
      tx.mirrorObject.findMany({ where: { resource: "contact" }, orderBy: { holdedId: "asc" }, skip: 199, take: 1 }),
    );
    // As a worker leaves it that died after the first page of a pass.
    const passStarted = new Date(Date.now() - 60_000);
    await c.scope.write((tx) =>
      tx.mirrorState.updateMany({ where: { resource: "contact" }, data: { cursor: last?.holdedId ?? "", passStarted } }),
    );
    const resumed = await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"] });
    expect(resumed).toMatchObject({ ok: true, value: [{ gone: 0 }] });
    expect(resumed.ok && (resumed.value[0]?.seen ?? 0)).toBeLessThan(200);
    expect(await c.scope.read((tx) => mirroredContacts(tx))).toHaveLength(205);
  });

  it("says how old it is", async () => {
    const c = await connected(holded(), wide);
    expect((await mirrorAge(c.scope)).map(({ syncedAt }) => syncedAt)).toEqual(mirrorResources.map(() => null));
    await syncMirror(c.scope, { purpose: "scheduled", resources: ["tax"] });
    const age = (await mirrorAge(c.scope)).find(({ resource }) => resource === "tax");
    expect(Date.now() - (age?.syncedAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("switches off only what a missing permission is needed for", async () => {
    const c = await connected(holded(), wide);
    const granted =
      holded()
        .control.state()
        .accounts.flatMap(({ tokens }) => tokens)
        .find(({ id }) => c.token.includes(id))?.permissions ?? [];
    holded().control.setPermissions(
      c.token,
      granted.filter((name) => name !== "accounting:banks.read"),
    );
    const resources = ["tax", "treasury_account", "expense_account"] as const;
    const synced = await syncMirror(c.scope, { purpose: "scheduled", resources });
    expect(synced.ok && synced.value.map(({ resource }) => resource)).toEqual(["tax", "expense_account"]);
    expect((await mirrorAge(c.scope)).find(({ resource }) => resource === "treasury_account")).toMatchObject({
      syncedAt: null,
      isRunning: false,
      isStale: true,
      failure: "holded.permission_missing",
    });
  });

  it("shows nothing of another company or environment", async () => {
    const [a, b] = [await connected(holded(), wide), await connected(holded(), wide)];
    await addContacts(a, [{ name: "Solo De A SL", code: "B12345674" }]);
    await syncMirror(a.scope, { purpose: "scheduled", resources: ["contact"] });
    expect(await b.scope.read((tx) => findContactsByCode(tx, "B12345674"))).toEqual([]);
  });
});
