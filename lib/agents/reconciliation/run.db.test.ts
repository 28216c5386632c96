import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { automate } from "@/lib/agents/reconciliation/automation/run";
import { setRule } from "@/lib/agents/reconciliation/automation/store";
import { lookAgain } from "@/lib/agents/reconciliation/kind";
import { reconciliationPayload } from "@/lib/agents/reconciliation/model";
import { closeMatching, lookAtMovements } from "@/lib/agents/reconciliation/run";
import { searchOpenDocuments } from "@/lib/agents/reconciliation/search-store";
import { tellMirrorNews } from "@/lib/holded/mirror/news";
import { fromCents, toCents } from "@/lib/kernel/money";
import { setAgentLive } from "@/lib/platform/agent-switch";
import { verifyChain } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { bulkApprove } from "@/lib/review/bulk-approve";
import { conclude } from "@/lib/review/conclude";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { undoDecision } from "@/lib/review/undo-decision";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { accountant, admin, company, viewer } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

const database = testDatabase();
afterAll(closeMatching);

const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** A bank with so many movements, each of which names its invoice and its customer. */
async function filled(scope: CompanyScope, many: number) {
  const key = { companyId: scope.companyId, environment: scope.environment, seenAt: new Date() };
  const amountOf = (n: number) => `${100 + n}.${String((n * 7) % 100).padStart(2, "0")}`;
  const all = Array.from({ length: many }, (_, n) => n);
  const rows = [
    { resource: "treasury_account", holdedId: "bank", data: { id: "bank", name: "Banco", currency: "EUR" } },
    ...all.map((n) => ({
      resource: "contact",
      holdedId: `c${n}`,
      data: { id: `c${n}`, name: `Hierros ${n} de Castilla, S.L.`, isPerson: false },
    })),
    ...all.map((n) => ({
      resource: "invoice",
      holdedId: `d${n}`,
      contactId: `c${n}`,
      objectDate: day("2026-10-01"),
      dueDate: day("2026-10-31"),
      total: amountOf(n),
      pending: amountOf(n),
      status: "pending",
      data: {
        number: `F26${String(1000 + n)}`,
        contactName: `Hierros ${n} de Castilla, S.L.`,
        subtotal: amountOf(n),
        tax: "0.00",
        currency: "EUR",
        lines: [],
      },
    })),
    ...all.map((n) => ({
      resource: "bank_movement",
      holdedId: `m${n}`,
      parentId: "bank",
      objectDate: day("2026-11-02"),
      total: amountOf(n),
      pending: amountOf(n),
      status: "pending",
      data: {
        description: `TRANSF DE HIERROS ${n} DE CASTILLA SL F26${String(1000 + n)}`,
        bookingDate: "2026-11-02",
        reconciledAmount: "0.00",
        currency: "EUR",
      },
    })),
  ];
  const read = { syncedAt: new Date(), lookedAt: new Date() };
  await scope.write(async (tx) => {
    await tx.mirrorObject.createMany({ data: rows.map((row) => ({ ...key, ...row })) });
    for (const resource of ["bank_movement", "invoice", "purchase"])
      await tx.mirrorState.create({ data: { companyId: key.companyId, environment: key.environment, resource, ...read } });
  });
}

const proposals = (scope: CompanyScope) =>
  scope.read((tx) => tx.proposal.findMany({ where: { kind: "reconciliation" }, orderBy: { title: "asc" } }));

/** What else news set off is other agents' business. */
const ours = async (scope: CompanyScope) =>
  (await jobsOf(scope)).map(({ name }) => name).filter((name) => /^(mirror|reconciliation)\./.test(name)).sort(); // prettier-ignore

describe("a look at the movements", { timeout: 120_000 }, () => {
  it("proposes each once, says what it saw, and writes nothing when there is nothing new", async () => {
    const { scope } = await company().with(accountant("ana"));
    await filled(scope, 30);
    expect(await lookAtMovements(scope)).toEqual({ movements: 30, documents: 30, proposed: 30, changed: 0, withdrawn: 0 });
    const first = await proposals(scope);
    expect(new Set(first.map(({ state, standing, version }) => `${state} ${standing} ${version}`))).toEqual(new Set(["open clear 1"]));
    expect(await lookAtMovements(scope)).toBeNull();
    expect(await proposals(scope)).toEqual(first);
    const [matchings, versions] = await scope.read(async (tx) => [await tx.matching.count(), await tx.proposalVersion.count()]);
    expect([matchings, versions]).toEqual([30, 30]);
    expect(await scope.read((tx) => tx.auditEntry.count({ where: { action: "reconciliation.looked" } }))).toBe(1);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("made twice at once proposes nothing twice", async () => {
    const { scope } = await company().with(accountant("ana"));
    await filled(scope, 8);
    await Promise.all([lookAtMovements(scope), lookAtMovements(scope)]);
    expect(await proposals(scope)).toHaveLength(8);
  });

  it("sees one company and one environment", async () => {
    const { scope } = await company().with(accountant("ana"));
    const { scope: other } = await company().with(accountant("eva"));
    await filled(scope, 3);
    expect(await lookAtMovements(other)).toBeNull();
    await lookAtMovements(scope);
    expect(await proposals(other)).toEqual([]);
    expect(await proposals(companyScope({ companyId: scope.companyId, environment: "live" }))).toEqual([]);
  });

  it("does not happen in live before somebody lets it", async () => {
    const { scope, ana } = await company({ environment: "live" }).with(admin("ana"));
    await filled(scope, 2);
    await tellMirrorNews(scope);
    expect([await lookAtMovements(scope), await ours(scope)]).toEqual([null, []]);
    await setAgentLive(scope, ana, "reconciliation", true);
    await tellMirrorNews(scope);
    expect(await ours(scope)).toEqual(["reconciliation.look"]);
    expect(await lookAtMovements(scope)).toMatchObject({ proposed: 2 });
  });

  it("says of a movement from long ago that it was settled, not that it is gone", async () => {
    const { scope } = await company().with(accountant("ana"));
    await filled(scope, 2);
    await lookAtMovements(scope);
    const past = { status: "reconciled", objectDate: day("2026-01-05"), pending: "0.00" };
    await scope.write((tx) => tx.mirrorObject.updateMany({ where: { resource: "bank_movement", holdedId: "m0" }, data: past }));
    expect(await lookAtMovements(scope)).toMatchObject({ withdrawn: 1 });
    const told = await scope.read((tx) => tx.proposalEvent.findMany({ where: { kind: "withdrawn" }, select: { detail: true } }));
    expect(told).toEqual([{ detail: { reason: "movement.settled" } }]);
  });

  it("leaves nothing to rules, not even a sample, where the agent is switched off again", async () => {
    const { scope, ana } = await company({ environment: "live" }).with(admin("ana"));
    await filled(scope, 2);
    await setAgentLive(scope, ana, "reconciliation", true);
    await lookAtMovements(scope);
    const rule = { kind: "exact", isOn: true, samplePercent: 100, personId: ana.personId, now: new Date() } as const;
    await scope.write((tx) => setRule(tx, scope, rule));
    await setAgentLive(scope, ana, "reconciliation", false);
    expect(await automate(scope)).toEqual({ approved: 0, samples: 0, ended: [], takenBack: 0 });
    await setAgentLive(scope, ana, "reconciliation", true);
    expect(await automate(scope)).toEqual({ approved: 0, samples: 2, ended: [], takenBack: 0 });
  });

  it("is asked for once however often news come, and by those who may", async () => {
    const { scope, ana, rosa } = await company().with(accountant("ana"), viewer("rosa"));
    const { ana: stranger } = await company().with(accountant("ana"));
    expect([codeOf(await lookAgain(scope, rosa)), codeOf(await lookAgain(scope, stranger))]).toEqual([
      "access.forbidden",
      "access.not_found",
    ]);
    expect(await ours(scope)).toEqual([]);
    await tellMirrorNews(scope);
    await tellMirrorNews(scope);
    valueOf(await lookAgain(scope, ana));
    expect(await ours(scope)).toEqual(["mirror.sync", "reconciliation.look"]);
  });
});

describe("clear movements", { timeout: 120_000 }, () => {
  it("are approved together, each judged by itself, and an approval can be taken back", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await filled(scope, 12);
    await lookAtMovements(scope);
    const list = await proposals(scope);
    await scope.write((tx) =>
      tx.mirrorObject.updateMany({ where: { resource: "invoice", holdedId: "d3" }, data: { pending: "0.00", status: "completed" } }),
    );
    const items = list.map(({ id, version, payloadHash }) => ({ id, seenVersion: version, seenHash: payloadHash }));
    const { results } = valueOf(await bulkApprove(scope, ana, { requestKey: randomUUID(), items }));
    const refused = results.filter(({ result }) => !result.ok);
    expect([results.length - refused.length, refused.map(({ result }) => codeOf(result))]).toEqual([11, ["proposal.stale"]]);
    expect(await scope.read((tx) => tx.push.count({ where: { kind: "reconcile" } }))).toBe(11);
    const one = results.find(({ result }) => result.ok)?.id ?? "";
    valueOf(await undoDecision(scope, ana, { id: one }));
    expect(await scope.read((tx) => tx.proposal.findFirst({ where: { id: one }, select: { state: true } }))).toEqual({ state: "open" });
  });

  it("whose document is left to a person to settle in Holded are nobody else's, even before the next look", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await filled(scope, 2);
    await lookAtMovements(scope);
    const [byHand, rival] = await proposals(scope);
    const parsed = reconciliationPayload.safeParse(rival?.payload);
    const own = reconciliationPayload.safeParse(byHand?.payload);
    if (!byHand || !rival || !parsed.success || !own.success) throw new Error("two were proposed");
    const residual = { kind: "bank_fee", amount: fromCents(toCents(own.data.movement.amount) - toCents(parsed.data.movement.amount)) };
    const payload = { ...own.data, documents: parsed.data.documents, residual };
    const seen = { id: byHand.id, seenVersion: byHand.version, seenHash: byHand.payloadHash };
    const { version: seenVersion, payloadHash: seenHash } = valueOf(await editProposal(scope, ana, { ...seen, payload }));
    valueOf(await decide(scope, ana, { verdict: "approve", id: byHand.id, seenVersion, seenHash, requestKey: randomUUID() }));
    await conclude(scope, byHand.id, { clock: () => new Date(Date.now() + 3_600_000) });
    const [taken] = parsed.data.documents;
    const found = await scope.read((tx) => searchOpenDocuments(tx, scope, taken?.total ?? ""));
    expect(found).toMatchObject([{ id: taken?.id, amount: "0.00", reserved: taken?.amount }]);
    const items = [{ id: rival.id, seenVersion: rival.version, seenHash: rival.payloadHash }];
    const { results } = valueOf(await bulkApprove(scope, ana, { requestKey: randomUUID(), items }));
    expect(results.map(({ result }) => codeOf(result))).toEqual(["proposal.stale"]);
    const state = await scope.read((tx) => tx.proposal.findMany({ orderBy: { state: "asc" }, select: { id: true, state: true } }));
    expect(state).toEqual([
      { id: rival.id, state: "open" },
      { id: byHand.id, state: "settled" },
    ]);
  });

  it("of an account that somebody rejected are not proposed again as they were", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await filled(scope, 2);
    await lookAtMovements(scope);
    const [first] = await proposals(scope);
    if (!first) throw new Error("two were proposed");
    const seen = { id: first.id, seenVersion: first.version, seenHash: first.payloadHash };
    valueOf(await decide(scope, ana, { verdict: "reject", ...seen, requestKey: randomUUID(), reason: "No es suya" }));
    await database.asSuperuser("DELETE FROM matching_look");
    const later = () => new Date(Date.now() + 3_600_000);
    await lookAtMovements(scope, later);
    const again = (await proposals(scope)).filter(({ title, state }) => title === first.title && state === "open");
    expect(again.filter(({ payloadHash }) => payloadHash === first.payloadHash)).toEqual([]);
  });
});
