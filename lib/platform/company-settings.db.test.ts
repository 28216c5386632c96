import { describe, expect, it } from "vitest";
import { verifyChain } from "@/lib/platform/audit";
import { closedThrough, companySettings, saveCompanySettings, settingsChange } from "@/lib/platform/company-settings";
import { testDatabase } from "@/lib/testing/database";
import { admin, company, otherEnvironment } from "@/lib/testing/people";

const database = testDatabase();

describe("the settings of a company", () => {
  it("start careful: drafts in Holded, ten seconds to undo", async () => {
    const { scope } = await company().with(admin("marta"));
    expect(await companySettings(scope)).toEqual({
      undoSeconds: 10,
      highRisk: "typed",
      limitForSecondPersonCents: null,
      typedReconciliationCents: 1_000_000,
      marginLimit: null,
      approveInHolded: false,
      defaultExpenseAccountId: null,
      closedThrough: null,
    });
  });

  it("tell every agent through which day the books of this account are closed", async () => {
    const { scope, marta } = await company().with(admin("marta"));
    await saveCompanySettings(scope, marta, { closedThrough: "2026-06-30" });
    expect(await scope.read((tx) => closedThrough(tx, scope))).toBe("2026-06-30");
    expect(await otherEnvironment(scope).read((tx) => closedThrough(tx, otherEnvironment(scope)))).toBeNull();
    await saveCompanySettings(scope, marta, { closedThrough: null });
    expect(await scope.read((tx) => closedThrough(tx, scope))).toBeNull();
    const [told] = await scope.read((tx) => tx.auditEntry.findMany({ select: { action: true, data: true } }));
    expect(told).toEqual({ action: "settings.changed", data: { from: { closedThrough: null }, to: { closedThrough: "2026-06-30" } } });
  });

  it("keep what names a Holded account apart for each environment", async () => {
    const { scope, marta } = await company().with(admin("marta"));
    await saveCompanySettings(scope, marta, { approveInHolded: true, defaultExpenseAccountId: "abc", undoSeconds: 20 });
    await saveCompanySettings(otherEnvironment(scope), marta, { defaultExpenseAccountId: "xyz" });
    expect(await companySettings(scope)).toMatchObject({ approveInHolded: true, defaultExpenseAccountId: "abc", undoSeconds: 20 });
    expect(await companySettings(otherEnvironment(scope))).toMatchObject({
      approveInHolded: false,
      defaultExpenseAccountId: "xyz",
      undoSeconds: 20,
    });
  });

  it("leave an entry in the audit trail with what changed, and none when nothing did", async () => {
    const { scope, marta } = await company().with(admin("marta"));
    await saveCompanySettings(scope, marta, { undoSeconds: 30 });
    await saveCompanySettings(scope, marta, { undoSeconds: 30 });
    expect(await scope.read((tx) => tx.auditEntry.findMany({ select: { action: true, data: true } }))).toEqual([
      { action: "settings.changed", data: { from: { undoSeconds: 10 }, to: { undoSeconds: 30 } } },
    ]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 1 });
  });

  it("fall back to careful values when the stored ones make no sense", async () => {
    const { scope } = await company().with(admin("marta"));
    await database.asSuperuser(`UPDATE company SET settings = '{"undoSeconds":-5,"environments":{"sandbox":"?"}}' WHERE id = $1`, [
      scope.companyId,
    ]);
    expect(await companySettings(scope)).toMatchObject({ undoSeconds: 10, approveInHolded: false });
  });

  it.each([{ undoSeconds: 601 }, { unknown: 1 }, { limitForSecondPersonCents: 0.5 }, { closedThrough: "2026-02-30" }])(
    "refuse %j",
    (change) => {
      expect(settingsChange.safeParse(change).success).toBe(false);
    },
  );
});
