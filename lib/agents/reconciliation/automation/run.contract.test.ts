import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { automationView, reportMistake, startTrial, switchRule } from "@/lib/agents/reconciliation/automation/manage-run";
import { automate, closeTrials, runTrial, type Automated } from "@/lib/agents/reconciliation/automation/run";
import { askTrial, readyForRules, saveTrial } from "@/lib/agents/reconciliation/automation/store";
import { engineVersion } from "@/lib/agents/reconciliation/engine/reconcile";
import { learnFromDecision } from "@/lib/agents/reconciliation/memory/run";
import { listLessons } from "@/lib/agents/reconciliation/memory/manage-run";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { closeMatching, lookAtMovements } from "@/lib/agents/reconciliation/run";
import { syncMirror } from "@/lib/holded/mirror";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import { decide } from "@/lib/review/decide";
import { itemView } from "@/lib/review/item-view";
import { undoDecision } from "@/lib/review/undo-decision";
import { bankOffice, type BankOffice } from "@/lib/testing/bank-office";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { testHolded } from "@/lib/testing/holded";
import { accountant, memberOf } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

const database = testDatabase();
const holded = testHolded();
afterAll(closeMatching);
afterAll(closeTrials);

/** A company with some movements that one invoice each explains; `proven`: a trial says that such matches are right. */
async function office({ movements, proven = true }: { readonly movements: number; readonly proven?: boolean }) {
  const world = await bankOffice(holded());
  for (let at = 1; at <= movements; at++) {
    const { number } = await world.paper("invoices", 100 * at + at);
    const cents = (100 * at + at) * 121;
    world.movement(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`, `TRANSF TALLERES IBARRA HIJOS SL ${number}`);
  }
  valueOf(await syncMirror(world.scope, { purpose: "person", readLagMs: 0 }));
  await lookAtMovements(world.scope);
  if (proven) await tried(world, 200, 200);
  return world;
}

const tried = ({ scope, eva }: BankOffice, cleared: number, right: number, by = engineVersion): Promise<void> =>
  scope.write(async (tx) => {
    await askTrial(tx, scope, eva.personId, new Date());
    const result = {
      from: "2025-11-22",
      until: "2026-11-22",
      movements: 300,
      lines: [{ kind: "exact" as const, cleared, right, mistakes: [] }],
    };
    await saveTrial(tx, scope, { result, engineVersion: by, ms: 1, now: new Date() });
  });

const on = { kind: "exact", isOn: true, samplePercent: 2 } as const;
const allSamples = { ...on, samplePercent: 100 };

async function items({ scope }: BankOffice) {
  const rows = await scope.read((tx) =>
    tx.proposal.findMany({ where: { kind: "reconciliation" }, orderBy: { id: "asc" }, select: { id: true } }),
  );
  return Promise.all(rows.map(async ({ id }) => valueOf(await itemView(scope, id))));
}
const nothing = { approved: 0, samples: 0, ended: [], takenBack: 0 };
const isWaiting = async () => (await database.asSuperuser("SELECT 1 FROM pg_locks WHERE NOT granted")).length > 0;
const states = async (world: BankOffice) => (await items(world)).map(({ state }) => state);
const pushes = ({ scope }: BankOffice) => scope.read((tx) => tx.push.count());
const ruleOf = async ({ scope }: BankOffice) => (await automationView(scope)).lines.find(({ kind }) => kind === "exact");

describe("without a person", { timeout: 120_000 }, () => {
  it("nothing goes while nobody switched it on, and nobody can before a trial shows that it would be right", async () => {
    const world = await office({ movements: 1, proven: false });
    expect(await automate(world.scope)).toEqual({ ...nothing });
    expect(codeOf(await switchRule(world.scope, world.eva, on))).toBe("automation.not_tried");
    await tried(world, 100, 98);
    expect(codeOf(await switchRule(world.scope, world.eva, on))).toBe("automation.not_proven");
    await tried(world, 200, 200, "another");
    expect(codeOf(await switchRule(world.scope, world.eva, on))).toBe("automation.not_tried");
    expect(await states(world)).toEqual(["open"]);
    const ana = await memberOf(world.scope, accountant("ana"));
    await tried(world, 200, 200);
    expect(codeOf(await switchRule(world.scope, ana, on))).toBe("access.forbidden");
  });

  it("clear matches of a kind that is on are approved once, wait half an hour, and teach nothing", async () => {
    const world = await office({ movements: 2 });
    valueOf(await switchRule(world.scope, world.eva, on));
    const done = await automate(world.scope);
    expect(done.approved + done.samples).toBe(2);
    expect(await automate(world.scope)).toEqual({ ...nothing });
    const approved = (await items(world)).filter(({ state }) => state === "approved");
    expect(approved).toHaveLength(done.approved);
    expect(await pushes(world)).toBe(done.approved);
    for (const { id, decidedBy, pushAfter } of approved) {
      expect(decidedBy).toBeNull();
      expect(Date.parse(pushAfter ?? "") - Date.now()).toBeGreaterThan(25 * 60_000);
      await learnFromDecision(world.scope, id);
    }
    expect(await listLessons(world.scope)).toEqual([]);
  });

  it("a sample goes to a person, whose approval counts as right", async () => {
    const world = await office({ movements: 1 });
    valueOf(await switchRule(world.scope, world.eva, allSamples));
    expect(await automate(world.scope)).toEqual({ ...nothing, samples: 1 });
    const [item] = await items(world);
    expect(item).toMatchObject({ state: "open" });
    if (!item) throw new Error("the sample is there");
    const seen = { id: item.id, seenVersion: item.version, seenHash: item.payloadHash };
    valueOf(await decide(world.scope, world.eva, { verdict: "approve", requestKey: randomUUID(), ...seen }));
    expect(await ruleOf(world)).toMatchObject({ outcomes: { right: 1, wrong: 0, open: 0 }, own: { of: 1, right: 1 } });
  });

  it("two errors switch a kind off, and it says so: one taken back, one reported", async () => {
    const world = await office({ movements: 3 });
    valueOf(await switchRule(world.scope, world.eva, on));
    await automate(world.scope);
    const [first, second] = (await items(world)).filter(({ state }) => state === "approved");
    if (!first || !second) throw new Error("at most one of three is a sample");
    valueOf(await undoDecision(world.scope, world.eva, { id: first.id }));
    expect((await automate(world.scope)).ended).toEqual([]);
    expect(await states(world)).toContain("open");
    expect(valueOf(await reportMistake(world.scope, world.eva, { proposalId: second.id }))).toMatchObject({ hasEnded: true });
    expect(codeOf(await reportMistake(world.scope, world.eva, { proposalId: second.id }))).toBe("access.not_found");
    expect((await ruleOf(world))?.rule).toMatchObject({ isOn: false, changedBecause: "errors" });
    const trail = await world.scope.read((tx) => tx.auditEntry.findMany({ where: { action: "reconciliation.rule_ended" } }));
    expect(trail).toHaveLength(1);
  });

  it("what it had approved goes back to people when somebody switches it off, and is never sent", async () => {
    const world = await office({ movements: 3 });
    valueOf(await switchRule(world.scope, world.eva, on));
    const { approved } = await automate(world.scope);
    expect(approved).toBeGreaterThan(1);
    // What a person had made her own by then stays decided.
    const [hers] = (await items(world)).filter(({ state }) => state === "approved");
    if (!hers) throw new Error("at most one of three is a sample");
    valueOf(await undoDecision(world.scope, world.eva, { id: hers.id }));
    const seen = { id: hers.id, seenVersion: hers.version, seenHash: hers.payloadHash };
    valueOf(await decide(world.scope, world.eva, { verdict: "approve", requestKey: randomUUID(), ...seen }));
    expect(valueOf(await switchRule(world.scope, world.eva, { ...on, isOn: false }))).toEqual({ takenBack: approved - 1 });
    for (const item of await items(world)) {
      if (item.id === hers.id) continue;
      expect(item).toMatchObject({ state: "open", decidedBy: null });
      if (item.events.some(({ kind }) => kind === "approved_by_rule")) {
        expect(item.reasons.map(({ code }) => code)).toContain("rule.switched_off");
        expect(item.events.at(-1)).toMatchObject({ kind: "taken_back", detail: { rule: "exact", because: "person" } });
      }
    }
    const armed = await world.scope.read((tx) =>
      tx.push.findMany({ where: { state: { not: "cancelled" } }, select: { proposalId: true } }),
    );
    expect(armed).toEqual([{ proposalId: hers.id }]);
    // Switched on again, it leaves to people what people were given; going back was nobody's error.
    valueOf(await switchRule(world.scope, world.eva, on));
    expect(await automate(world.scope)).toEqual(nothing);
    expect((await ruleOf(world))?.outcomes).toMatchObject({ wrong: 0 });
  });

  it("what it had approved goes back to people when its errors end it, to be looked at one by one", async () => {
    const world = await office({ movements: 5 });
    valueOf(await switchRule(world.scope, world.eva, on));
    await automate(world.scope);
    const [first, second, ...others] = (await items(world)).filter(({ state }) => state === "approved");
    if (!first || !second || others.length === 0) throw new Error("most of five are approved");
    for (const { id } of [first, second]) valueOf(await undoDecision(world.scope, world.eva, { id }));
    expect(await automate(world.scope)).toEqual({ ...nothing, ended: ["exact"], takenBack: others.length });
    const back = (await items(world)).filter(({ id }) => others.some((one) => one.id === id));
    expect(back.map(({ state, standing }) => [state, standing])).toEqual(others.map(() => ["open", "needs_review"]));
    // The next look says the same of them.
    await database.asSuperuser("DELETE FROM matching_look");
    await lookAtMovements(world.scope);
    for (const { reasons } of (await items(world)).filter(({ id }) => others.some((one) => one.id === id)))
      expect(reasons.map(({ code }) => code)).toContain("rule.ended");
  });

  it("what it wrote wrongly is said to be so, counts at once, and the movement is matched anew once it is free in Holded", async () => {
    const world = await office({ movements: 1 });
    valueOf(await switchRule(world.scope, world.eva, on));
    await database.asSuperuser("UPDATE matching_rule SET sample_percent = 0");
    expect(await automate(world.scope)).toEqual({ ...nothing, approved: 1 });
    const [item] = await items(world);
    const payload = item?.payload as ReconciliationPayload;
    if (!item) throw new Error("it is there");
    // As if it had been written, and found wrong, and taken back by hand in Holded.
    for (const table of ["proposal", "push"]) await database.asSuperuser(`UPDATE ${table} SET state = 'settled'`);
    await world.paper("invoices", 101);
    await database.asSuperuser("DELETE FROM pgboss.job");
    expect(valueOf(await reportMistake(world.scope, world.eva, { proposalId: item.id }))).toEqual({ hasEnded: false, takenBack: 0 });
    expect((await jobsOf(world.scope)).map(({ name }) => name)).toContain("reconciliation.look");
    expect((await ruleOf(world))?.outcomes).toEqual({ right: 0, wrong: 1, open: 0 });
    valueOf(await syncMirror(world.scope, { purpose: "person", readLagMs: 0 }));
    await lookAtMovements(world.scope);
    const again = (await items(world)).filter(({ state }) => state === "open");
    expect(again).toHaveLength(1);
    const now = again[0]?.payload as ReconciliationPayload;
    expect(now.movement.id).toBe(payload.movement.id);
    expect(now.documents.map(({ id }) => id)).not.toEqual(payload.documents.map(({ id }) => id));
  });

  it("nothing more goes once a person has switched the kind off, though it had begun", async () => {
    const world = await office({ movements: 2 });
    valueOf(await switchRule(world.scope, world.eva, on));
    let isOver = false;
    const begun: Promise<Automated>[] = [];
    await world.scope.write(async (tx) => {
      await tx.matchingRule.updateMany({ where: { kind: "exact" }, data: { isOn: false } });
      begun.push(automate(world.scope).finally(() => (isOver = true)));
      while (!isOver && !(await isWaiting())) await setTimeout(20);
    });
    expect(await Promise.all(begun)).toEqual([{ ...nothing }]);
    expect([await states(world), await pushes(world)]).toEqual([["open", "open"], 0]);
  });

  it("what a person has to type or sign with another does not stand before what may go", async () => {
    const world = await office({ movements: 2 });
    const ready = () => world.scope.read((tx) => readyForRules(tx, world.scope, ["exact"], 9));
    expect(await ready()).toHaveLength(2);
    // 122.21 and 244.42
    await saveCompanySettings(world.scope, { kind: "system" }, { limitForSecondPersonCents: 20_000 });
    expect(await ready()).toHaveLength(1);
    await saveCompanySettings(world.scope, { kind: "system" }, { limitForSecondPersonCents: null, typedReconciliationCents: 20_000 });
    await database.asSuperuser("DELETE FROM matching_look");
    await lookAtMovements(world.scope);
    expect(await ready()).toHaveLength(1);
    valueOf(await switchRule(world.scope, world.eva, on));
    await database.asSuperuser("DELETE FROM pgboss.job WHERE name = 'reconciliation.look'");
    const done = await automate(world.scope);
    expect(done.approved + done.samples).toBe(1);
    const looks = (await jobsOf(world.scope)).filter(({ name }) => name === "reconciliation.look");
    expect(looks).toHaveLength(done.approved);
  });

  it("begins to count anew when a person switches it on again", async () => {
    const world = await office({ movements: 1 });
    valueOf(await switchRule(world.scope, world.eva, on));
    await automate(world.scope);
    for (const { id, state } of await items(world)) if (state === "approved") valueOf(await undoDecision(world.scope, world.eva, { id }));
    valueOf(await switchRule(world.scope, world.eva, { ...on, isOn: false }));
    valueOf(await switchRule(world.scope, world.eva, on));
    expect((await ruleOf(world))?.outcomes).toEqual({ right: 0, wrong: 0, open: 0 });
  });
});

describe("the trial over the past", { timeout: 120_000 }, () => {
  it("finds again what a person linked in Holded, and writes nothing there", async () => {
    const world = await bankOffice(holded());
    const { number } = await world.paper("invoices", 500);
    const movementId = world.movement("605.00", `TRANSF TALLERES IBARRA HIJOS SL ${number}`);
    const papers = world.one("bank-movements", movementId);
    expect(papers).toMatchObject({ status: "pending" });
    const invoice = holded()
      .control.objects<{ readonly id: string; readonly number: string }>("invoices", world.account)
      .find((one) => one.number === number);
    await world.api(`/treasury/accounts/${world.bank}/bank-movements/${movementId}/reconcile`, {
      documents: [{ document_id: invoice?.id, document_type: "invoice" }],
    });
    valueOf(await syncMirror(world.scope, { purpose: "person", readLagMs: 0 }));
    const calls = holded().control.calls({ account: world.account, method: "POST" }).length;
    valueOf(await startTrial(world.scope, world.eva));
    await runTrial(world.scope);
    const { trial } = await automationView(world.scope);
    expect(trial?.result).toMatchObject({ movements: 1, lines: [{ kind: "exact", cleared: 1, right: 1, mistakes: [] }] });
    expect(holded().control.calls({ account: world.account, method: "POST" })).toHaveLength(calls);
  });
});
