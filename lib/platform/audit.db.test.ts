import { describe, expect, it } from "vitest";
import { audit, verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment, type TestPerson } from "@/lib/testing/people";

const database = testDatabase();

const write = (scope: CompanyScope, who: TestPerson, action: string, data: Record<string, unknown> = {}) =>
  scope.write((tx) => audit(tx, scope, who, action, "proposal:1", data));

async function trail(length: number) {
  const { scope, ana } = await company().with(accountant("ana"));
  for (let i = 1; i <= length; i++) await write(scope, ana, "proposal.decided", { z: i, a: { nested: [1.5, null, "ñ"] } });
  return { scope, ana };
}

/** What only someone with the keys of the database server could do. */
async function tamper(sql: string, values: readonly unknown[]): Promise<void> {
  await database.asSuperuser("ALTER TABLE audit_entry DISABLE TRIGGER ALL");
  await database.asSuperuser(sql, values);
  await database.asSuperuser("ALTER TABLE audit_entry ENABLE TRIGGER ALL");
}

describe("the audit trail", () => {
  it("verifies when nobody touched it, in pieces smaller than itself", async () => {
    const { scope } = await trail(7);
    expect(await verifyChain(scope, 3)).toMatchObject({ ok: true, entries: 7 });
  });

  it("verifies with texts that the database cannot keep as they came", async () => {
    const { scope, ana } = await trail(0);
    await write(scope, ana, "document.received", {
      odd: "a\0b\uD800",
      when: new Date(0),
      absent: undefined,
      big: 1e21,
      small: 1e-9,
      zero: -0,
    });
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 1 });
  });

  it("names the first entry that was changed", async () => {
    const { scope } = await trail(5);
    await tamper("UPDATE audit_entry SET data = jsonb_set(data, '{z}', '99') WHERE company_id = $1 AND seq = 3", [scope.companyId]);
    expect(await verifyChain(scope, 2)).toEqual({ ok: false, entries: 2, brokenAt: "3", problem: "changed" });
  });

  it("notices an entry whose time or author was changed", async () => {
    const one = await trail(2);
    await tamper("UPDATE audit_entry SET at = at + interval '1 second' WHERE company_id = $1 AND seq = 1", [one.scope.companyId]);
    expect(await verifyChain(one.scope)).toMatchObject({ ok: false, brokenAt: "1" });
    const two = await trail(2);
    await tamper("UPDATE audit_entry SET actor = 'system' WHERE company_id = $1 AND seq = 2", [two.scope.companyId]);
    expect(await verifyChain(two.scope)).toMatchObject({ ok: false, brokenAt: "2" });
  });

  it("notices a removed entry", async () => {
    const { scope } = await trail(4);
    await tamper("DELETE FROM audit_entry WHERE company_id = $1 AND seq = 2", [scope.companyId]);
    expect(await verifyChain(scope)).toEqual({ ok: false, entries: 1, brokenAt: "3", problem: "missing" });
  });

  it("notices an entry moved from another company", async () => {
    const [mine, theirs] = [await trail(2), await trail(2)];
    await tamper("DELETE FROM audit_entry WHERE company_id = $1 AND seq = 1", [mine.scope.companyId]);
    await tamper("UPDATE audit_entry SET company_id = $1 WHERE company_id = $2 AND seq = 1", [
      mine.scope.companyId,
      theirs.scope.companyId,
    ]);
    expect(await verifyChain(mine.scope)).toMatchObject({ ok: false, brokenAt: "1" });
  });

  it("has one chain per environment", async () => {
    const { scope, ana } = await trail(2);
    await write(otherEnvironment(scope), ana, "settings.changed");
    expect(await verifyChain(otherEnvironment(scope))).toMatchObject({ ok: true, entries: 1 });
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 2 });
  });

  it("stays one unbroken chain when many write at once", async () => {
    const { scope, ana } = await trail(0);
    await Promise.all(Array.from({ length: 25 }, () => write(scope, ana, "proposal.edited")));
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 25 });
  });

  it("leaves no entry when the deed is rolled back", async () => {
    const { scope, ana } = await trail(1);
    const deed = scope.write(async (tx) => {
      await audit(tx, scope, ana, "proposal.decided", "proposal:1");
      throw new Error("the deed failed");
    });
    await expect(deed).rejects.toThrow("the deed failed");
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 1 });
  });
});

describe("append-only tables", () => {
  it.each(["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"])(
    "refuse %s, even to a superuser",
    async (sql) => {
      await trail(1);
      await expect(database.asSuperuser(sql)).rejects.toThrow("audit_entry is append-only");
    },
  );

  it.each(["audit_entry", "proposal_version", "proposal_event"])("%s cannot be changed by the application's role", async (table) => {
    const { scope } = await trail(1);
    for (const sql of [`UPDATE ${table} SET company_id = company_id`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(scope.write((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/permission denied/);
    }
  });
});
