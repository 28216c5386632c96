import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { changeProfile, forgetSuppliers, forgetThing, listProfiles } from "@/lib/agents/invoices/memory/manage-run";
import type { Lesson } from "@/lib/agents/invoices/memory/profile";
import { profileFor, saveLesson } from "@/lib/agents/invoices/memory/store";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment, viewer } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();

const lesson: Lesson = {
  number: "A-1", issueDate: "2026-10-14", corrected: ["number"], missed: [], exemption: null, tags: ["obra"], projectId: null, domain: "aldaba.es",
  anchors: [{ path: "number", left: "expediente", above: "", box: [0.1, 0.1, 0.2, 0.2], shape: "A-9" }],
  accounts: [{ words: "tornillo", accountId: "a1" }], dueDays: 30, iban: "ES9121000418450200051332", names: ["Aldaba", "ALDABA SL"],
}; // prettier-ignore
const supplier = { taxId: "B47100235", contactId: null, name: "Aldaba, S.L." };

/** A supplier that one approved invoice taught something about. */
async function taught(scope: CompanyScope, state = "settled") {
  const key = { companyId: scope.companyId, environment: scope.environment };
  const proposalId = randomUUID();
  await scope.write(async (tx) => {
    await tx.proposal.createMany({ data: [{ ...key, id: proposalId, kind: "invoice", state, title: "A-1", version: 2 }] });
    await tx.mirrorObject.createMany({
      data: [
        { ...key, resource: "expense_account", holdedId: "a1", seenAt: new Date(), data: { id: "a1", name: "Material", number: "602" } },
      ],
    });
    await saveLesson(tx, scope, { supplier, proposalId, version: 2, lesson });
  });
  return { proposalId, known: async () => scope.read((tx) => profileFor(tx, scope, supplier)) };
}

async function desk() {
  const { scope, ana, eva } = await company().with(accountant("ana"), viewer("eva"));
  const { known, proposalId } = await taught(scope);
  const [profile] = await listProfiles(scope);
  return { scope, ana, eva, known, proposalId, id: profile?.id ?? "" };
}

describe("what is known of a supplier", () => {
  it("is listed with where it comes from", async () => {
    const { known, proposalId } = await desk();
    expect(await known()).toMatchObject({
      sources: [{ proposalId, number: "A-1", corrected: ["number"] }],
      account: { value: "a1", count: 1, of: 1, isByHand: false },
      dueDays: { value: 30 }, ibans: [{ value: lesson.iban, count: 1 }], domains: ["aldaba.es"],
    }); // prettier-ignore
  });

  it("is changed by hand, which goes before what was learned, and back again", async () => {
    const { scope, ana, id, known } = await desk();
    valueOf(await changeProfile(scope, ana, { id, values: { dueDays: 60, tags: ["taller"] } }));
    expect(await known()).toMatchObject({ dueDays: { value: 60, isByHand: true }, tags: { value: ["taller"] } });
    valueOf(await changeProfile(scope, ana, { id, values: { dueDays: null } }));
    expect(await known()).toMatchObject({ dueDays: { value: 30, isByHand: false }, tags: { value: ["taller"] } });
  });

  it("takes no account, project or tax that Holded does not have", async () => {
    const { scope, ana, id } = await desk();
    expect(codeOf(await changeProfile(scope, ana, { id, values: { accountId: "a1" } }))).toBe("ok");
    for (const values of [{ accountId: "nobody" }, { projectId: "nobody" }, { taxKeys: { "21": "nobody" } }])
      expect(codeOf(await changeProfile(scope, ana, { id, values }))).toBe("input.invalid");
  });

  it("is forgotten thing by thing", async () => {
    const { scope, ana, id, known } = await desk();
    const things = [
      { what: "anchor", value: "number" }, { what: "iban", value: lesson.iban ?? "" }, { what: "name", value: "ALDABA SL" }, { what: "domain", value: "aldaba.es" },
      { what: "account" }, { what: "dueDays" }, { what: "exemption" }, { what: "tags" }, { what: "project" },
    ] as const; // prettier-ignore
    for (const thing of things) valueOf(await forgetThing(scope, ana, { id, thing }));
    expect(await known()).toMatchObject({ anchors: [], ibans: [], domains: [], account: null, dueDays: null, tags: null });
    const trail = await scope.read((tx) => tx.auditEntry.findMany({ where: { subject: `supplier:${id}` } }));
    expect(trail.filter(({ action }) => action === "supplier.forgot")).toHaveLength(things.length);
  });

  it("is forgotten whole, one supplier or all, in this environment only", async () => {
    const { scope, ana, id, known } = await desk();
    const live = otherEnvironment(scope);
    await taught(live);
    expect(valueOf(await forgetSuppliers(scope, ana, { id }))).toEqual({ forgotten: 1 });
    expect(await known()).toBeNull();
    expect(valueOf(await forgetSuppliers(scope, ana, { id: null }))).toEqual({ forgotten: 0 });
    expect(await listProfiles(live)).toHaveLength(1);
    expect(valueOf(await forgetSuppliers(live, ana, { id: null }))).toEqual({ forgotten: 1 });
  });

  it("is nobody else's to change: not a reader's, not a stranger's, not another company's", async () => {
    const { scope, eva, id, known } = await desk();
    const other = await company().with(accountant("ana"));
    expect(codeOf(await changeProfile(scope, eva, { id, values: { dueDays: 1 } }))).toBe("access.forbidden");
    expect(codeOf(await forgetSuppliers(scope, other.ana, { id }))).toBe("access.not_found");
    expect(codeOf(await forgetSuppliers(other.scope, other.ana, { id }))).toBe("access.not_found");
    expect(codeOf(await forgetThing(other.scope, other.ana, { id, thing: { what: "tags" } }))).toBe("access.not_found");
    expect(codeOf(await changeProfile(other.scope, other.ana, { id, values: { dueDays: 1 } }))).toBe("access.not_found");
    expect(await known()).toMatchObject({ dueDays: { value: 30 } });
  });

  it("says nothing of an invoice whose approval no longer stands", async () => {
    const { scope } = await company().with(accountant("ana"));
    const { known } = await taught(scope, "open");
    expect(await known()).toMatchObject({ sources: [], anchors: [], ibans: [], account: null });
  });
});
