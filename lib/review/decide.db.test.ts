import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyChain } from "@/lib/platform/audit";
import { saveCompanySettings, type SettingsChange } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import type { DecisionInput } from "@/lib/review/inputs";
import { itemView } from "@/lib/review/item-view";
import { snoozeProposal, wakeProposal } from "@/lib/review/snooze-proposal";
import { undoDecision } from "@/lib/review/undo-decision";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { accountant, admin, company, memberOf, viewer } from "@/lib/testing/people";
import { codeOf, plainProposal, valueOf, type TestProposal } from "@/lib/testing/proposals";

testDatabase();

const approvalOf = (p: TestProposal, more: { requestKey?: string; typed?: string } = {}): DecisionInput => ({
  verdict: "approve",
  requestKey: randomUUID(),
  ...p,
  ...more,
});
const rejectionOf = (p: TestProposal, reason = "No es nuestra"): DecisionInput => ({
  verdict: "reject",
  requestKey: randomUUID(),
  ...p,
  reason,
});

const people = () => company().with(accountant("ana"), admin("luis"), viewer("eva"));
const pushJobs = async (scope: CompanyScope) => (await jobsOf(scope)).filter(({ name }) => name === "push.run");
const pushes = (scope: CompanyScope) => scope.read((tx) => tx.push.findMany({ where: { companyId: scope.companyId } }));
const decisions = (scope: CompanyScope) => scope.read((tx) => tx.decision.findMany({ where: { companyId: scope.companyId } }));
const stateOf = async (scope: CompanyScope, { id }: TestProposal) => valueOf(await itemView(scope, id)).state;
const payload = (more: object) => ({ number: "F-1", supplier: "Aldaba", total: "121.00", lines: [], risk: "low", ...more });

describe("approving", () => {
  it("writes decision, event, audit entry, intent and job together, and sends nothing before the window ends", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    const noon = new Date();
    const done = valueOf(await decide(scope, ana, approvalOf(p), { clock: () => noon }));
    expect(done).toMatchObject({ state: "approved", undoUntil: new Date(noon.getTime() + 10_000).toISOString() });
    expect(await decisions(scope)).toMatchObject([{ verdict: "approve", version: 1, payloadHash: p.seenHash, personId: ana.personId }]);
    expect(await pushes(scope)).toMatchObject([{ proposalId: p.id, version: 1, state: "pending" }]);
    const jobs = await pushJobs(scope);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.startAfter.getTime()).toBeGreaterThanOrEqual(noon.getTime() + 10_000);
    const item = valueOf(await itemView(scope, p.id));
    expect(item.decidedBy?.name).toBe("Ana");
    expect(item.events.map(({ kind }) => kind)).toEqual(["proposed", "approved"]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("is refused, naming the fields, when the proposal changed after it was shown; no job is left behind", async () => {
    const { scope, ana, luis } = await people();
    const p = await plainProposal(scope, { number: "F-1" });
    valueOf(await editProposal(scope, luis, { ...p, payload: payload({ total: "211.00" }) }));
    const result = await decide(scope, ana, approvalOf(p));
    expect(result).toMatchObject({
      ok: false,
      error: { code: "proposal.stale", detail: { now: 2, fields: expect.stringContaining("total") } },
    });
    expect(await pushJobs(scope)).toEqual([]);
    expect(await decisions(scope)).toEqual([]);
    expect(await stateOf(scope, p)).toBe("open");
  });

  it("counts a click that arrives twice as one decision with one intent", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    const click = approvalOf(p);
    const [first, second] = await Promise.all([decide(scope, ana, click), decide(scope, ana, click)]);
    expect(valueOf(first)).toEqual(valueOf(second));
    expect(valueOf(await decide(scope, ana, click)).state).toBe("approved");
    expect(await decisions(scope)).toHaveLength(1);
    expect(await pushes(scope)).toHaveLength(1);
    expect(await pushJobs(scope)).toHaveLength(1);
  });

  it("refuses the key of one click for another item", async () => {
    const { scope, ana } = await people();
    const [one, two] = [await plainProposal(scope), await plainProposal(scope)];
    const click = approvalOf(one);
    valueOf(await decide(scope, ana, click));
    expect(codeOf(await decide(scope, ana, { ...click, ...two }))).toBe("request.key_reused");
    expect(await stateOf(scope, two)).toBe("open");
  });

  it("lets one of two people win when both approve at once", async () => {
    const { scope, ana, luis } = await people();
    const p = await plainProposal(scope);
    const results = await Promise.all([decide(scope, ana, approvalOf(p)), decide(scope, luis, approvalOf(p))]);
    expect(results.map(codeOf).sort()).toEqual(["ok", "proposal.not_open"]);
    expect(await decisions(scope)).toHaveLength(1);
    expect(await pushJobs(scope)).toHaveLength(1);
  });

  it("is refused with the names of the fields that block", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { number: null });
    expect(await decide(scope, ana, approvalOf(p))).toMatchObject({
      ok: false,
      error: { code: "proposal.incomplete", detail: { fields: "number" } },
    });
  });

  it("shows a doubt that arose after the screen was drawn before it accepts the approval", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { number: "F-77" });
    await plainProposal(scope, { number: "F-77" });
    const first = await decide(scope, ana, approvalOf(p));
    expect(first).toMatchObject({ ok: false, error: { code: "proposal.stale", detail: { reasons: "duplicate.number" } } });
    expect(valueOf(await itemView(scope, p.id)).attention?.code).toBe("duplicate.number");
    expect(codeOf(await decide(scope, ana, approvalOf(p)))).toBe("ok");
  });

  it("is refused for somebody who may only look, and for a file that is still being read", async () => {
    const { scope, ana, eva } = await people();
    expect(codeOf(await decide(scope, eva, approvalOf(await plainProposal(scope))))).toBe("access.forbidden");
    expect(codeOf(await decide(scope, ana, approvalOf(await plainProposal(scope, { state: "reading" }))))).toBe("proposal.unread");
  });

  it("believes the membership, not the role that a session remembers", async () => {
    const { scope, eva } = await people();
    const p = await plainProposal(scope);
    expect(codeOf(await decide(scope, { ...eva, role: "admin" }, approvalOf(p)))).toBe("access.forbidden");
  });
});

describe("high risk", () => {
  const set = async (scope: CompanyScope, change: SettingsChange) => void (await saveCompanySettings(scope, { kind: "system" }, change));

  it("needs the number or the amount typed by hand", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { number: "F-9", risk: "high" });
    expect(codeOf(await decide(scope, ana, approvalOf(p)))).toBe("proposal.needs_typed_confirmation");
    expect(codeOf(await decide(scope, ana, approvalOf(p, { typed: "F-8" })))).toBe("proposal.needs_typed_confirmation");
    expect(await pushJobs(scope)).toEqual([]);
    expect(codeOf(await decide(scope, ana, approvalOf(p, { typed: "F-9" })))).toBe("ok");
  });

  it("needs two different people where the company says so, and nothing is sent after the first", async () => {
    const { scope, ana, luis } = await people();
    await set(scope, { highRisk: "second_person" });
    const p = await plainProposal(scope, { risk: "high" });
    expect(valueOf(await decide(scope, ana, approvalOf(p)))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(codeOf(await decide(scope, ana, approvalOf(p)))).toBe("proposal.needs_second_person");
    expect(await pushJobs(scope)).toEqual([]);
    expect(valueOf(await decide(scope, luis, approvalOf(p)))).toMatchObject({ state: "approved", needsSecondPerson: false });
    expect(await pushJobs(scope)).toHaveLength(1);
  });

  it("tells a company with one person who may approve to add another, and goes on once there is one", async () => {
    const { scope, ana } = await company().with(accountant("ana"), viewer("eva"));
    await set(scope, { highRisk: "second_person" });
    const p = await plainProposal(scope, { risk: "high" });
    expect(valueOf(await decide(scope, ana, approvalOf(p)))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(codeOf(await decide(scope, ana, approvalOf(p)))).toBe("proposal.no_second_person");
    const luis = await memberOf(scope, accountant("luis"));
    expect(codeOf(await decide(scope, ana, approvalOf(p)))).toBe("proposal.needs_second_person");
    expect(valueOf(await decide(scope, luis, approvalOf(p))).state).toBe("approved");
  });

  it("forgets the first signature when the payload changes or the signature is taken back", async () => {
    const { scope, ana, luis } = await people();
    await set(scope, { highRisk: "second_person" });
    const p = await plainProposal(scope, { number: "F-5", risk: "high" });
    valueOf(await decide(scope, ana, approvalOf(p)));
    const edited = valueOf(await editProposal(scope, luis, { ...p, payload: payload({ number: "F-5", total: "99.00", risk: "high" }) }));
    const now = { id: p.id, seenVersion: edited.version, seenHash: edited.payloadHash };
    expect(valueOf(await decide(scope, luis, approvalOf(now)))).toMatchObject({ state: "open", needsSecondPerson: true });
    valueOf(await undoDecision(scope, luis, { id: p.id }));
    expect(valueOf(await decide(scope, ana, approvalOf(now)))).toMatchObject({ state: "open", needsSecondPerson: true });
  });

  it("lets everybody take back her own signature, also after others signed or snoozed, and nobody else's", async () => {
    const { scope, ana, luis } = await people();
    await set(scope, { highRisk: "second_person" });
    const p = await plainProposal(scope, { number: "F-6", risk: "high" });
    const edited = valueOf(await editProposal(scope, luis, { ...p, payload: payload({ number: "F-6", total: "98.00", risk: "high" }) }));
    const now = { id: p.id, seenVersion: edited.version, seenHash: edited.payloadHash };
    valueOf(await decide(scope, ana, approvalOf(now)));
    // The one who wrote what is sent only signs.
    expect(valueOf(await decide(scope, luis, approvalOf(now)))).toMatchObject({ state: "open", needsSecondPerson: true });
    valueOf(await undoDecision(scope, ana, { id: p.id }));
    const standing = async () => (await decisions(scope)).filter(({ undoneAt }) => undoneAt === null).map(({ personId }) => personId);
    expect(await standing()).toEqual([luis.personId]);
    valueOf(await undoDecision(scope, ana, { id: p.id }));
    expect(await standing()).toEqual([luis.personId]);
    const marta = await memberOf(scope, accountant("marta"));
    expect(codeOf(await undoDecision(scope, marta, { id: p.id }))).toBe("proposal.undo_too_late");
    valueOf(await snoozeProposal(scope, ana, { ...now, requestKey: randomUUID(), until: new Date(Date.now() + 86_400_000).toISOString() }));
    valueOf(await wakeProposal(scope, ana, { id: p.id }));
    valueOf(await undoDecision(scope, luis, { id: p.id }));
    expect(await standing()).not.toContain(luis.personId);
  });

  it("asks for a second person from the company's limit on, whatever the risk", async () => {
    const { scope, ana, luis } = await people();
    await set(scope, { limitForSecondPersonCents: 100_000 });
    const [below, reached] = [await plainProposal(scope, { total: "999.99" }), await plainProposal(scope, { total: "-1000.00" })];
    expect(valueOf(await decide(scope, ana, approvalOf(below))).state).toBe("approved");
    expect(valueOf(await decide(scope, ana, approvalOf(reached))).needsSecondPerson).toBe(true);
    expect(valueOf(await decide(scope, luis, approvalOf(reached))).state).toBe("approved");
  });
});

describe("rejecting", () => {
  it("keeps the reason on the item and sends nothing", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    expect(valueOf(await decide(scope, ana, rejectionOf(p, "Es de otra empresa"))).state).toBe("rejected");
    expect(valueOf(await itemView(scope, p.id))).toMatchObject({ rejectReason: "Es de otra empresa", state: "rejected" });
    expect(await pushes(scope)).toEqual([]);
  });

  it("dismisses a file that could not be read, and an undo brings it back as unreadable", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { state: "refused" });
    valueOf(await decide(scope, ana, rejectionOf(p)));
    valueOf(await undoDecision(scope, ana, { id: p.id }));
    expect(await stateOf(scope, p)).toBe("refused");
  });
});

describe("undoing", () => {
  const at = (start: Date, seconds: number) => ({ clock: () => new Date(start.getTime() + seconds * 1000) });

  it("inside the window cancels the intent and reopens the item; a second approval is possible", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    valueOf(await decide(scope, ana, approvalOf(p)));
    expect(valueOf(await undoDecision(scope, ana, { id: p.id })).state).toBe("open");
    expect(await pushes(scope)).toMatchObject([{ state: "cancelled" }]);
    expect(await decisions(scope)).toMatchObject([{ undoneAt: expect.any(Date) }]);
    expect(valueOf(await undoDecision(scope, ana, { id: p.id })).state).toBe("open");
    expect(valueOf(await decide(scope, ana, approvalOf(p))).state).toBe("approved");
    expect(await pushes(scope)).toMatchObject([{ state: "pending" }]);
  });

  it("is refused after the window, for an approval and for a rejection", async () => {
    const { scope, ana } = await people();
    const start = new Date();
    const [one, two] = [await plainProposal(scope), await plainProposal(scope)];
    valueOf(await decide(scope, ana, approvalOf(one), at(start, 0)));
    valueOf(await decide(scope, ana, rejectionOf(two), at(start, 0)));
    for (const p of [one, two]) {
      expect(codeOf(await undoDecision(scope, ana, { id: p.id }, at(start, 10)))).toBe("proposal.undo_too_late");
      expect(codeOf(await undoDecision(scope, ana, { id: p.id }, at(start, 9.999)))).toBe("ok");
    }
  });

  it("is refused where nothing was decided", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    expect(codeOf(await undoDecision(scope, ana, { id: p.id }))).toBe("proposal.undo_too_late");
  });
});
