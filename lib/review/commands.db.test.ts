import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import { acceptDifference } from "@/lib/review/accept-difference";
import { assignProposal } from "@/lib/review/assign-proposal";
import { bulkApprove } from "@/lib/review/bulk-approve";
import { comment } from "@/lib/review/comment";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import { retryPush } from "@/lib/review/retry-push";
import { sendBack } from "@/lib/review/send-back";
import { snoozeProposal, wakeProposal } from "@/lib/review/snooze-proposal";
import { undoDecision } from "@/lib/review/undo-decision";
import { wake } from "@/lib/review/wake";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { accountant, admin, company } from "@/lib/testing/people";
import { codeOf, plainProposal, valueOf, type TestProposal } from "@/lib/testing/proposals";

testDatabase();

const people = () => company().with(accountant("ana"), admin("luis"));
const item = async (scope: CompanyScope, { id }: { readonly id: string }) => valueOf(await itemView(scope, id));
const payload = (more: object = {}) => ({ number: "F-1", supplier: "Aldaba", total: "121.00", lines: [], risk: "low", ...more });
const approve = (scope: CompanyScope, who: Parameters<typeof decide>[1], p: TestProposal) =>
  decide(scope, who, { verdict: "approve", requestKey: randomUUID(), ...p });
const pushJobs = async (scope: CompanyScope) => (await jobsOf(scope)).filter(({ name }) => name === "push.run");
const key = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });

describe("editing", () => {
  it("keeps both versions, judges anew and says which fields changed", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { number: null });
    const saved = valueOf(await editProposal(scope, ana, { ...p, payload: payload({ total: "99.00" }) }));
    expect(saved).toMatchObject({ version: 2, isNewVersion: true, reasons: [], standing: "clear" });
    const now = await item(scope, p);
    expect(now).toMatchObject({ amount: "99.00", title: "F-1", party: "Aldaba", version: 2, payloadHash: saved.payloadHash });
    expect(now.versions).toMatchObject([
      { version: 1, origin: "agent", person: null, payload: { number: null, total: "121.00" } },
      { version: 2, origin: "person", person: { name: "Ana" }, payload: { number: "F-1", total: "99.00" } },
    ]);
    expect(now.events.at(-1)).toMatchObject({ kind: "edited", detail: { fields: expect.arrayContaining(["number", "total"]) } });
  });

  it("of nothing is no new version", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { number: "F-1" });
    const { payload: same } = await item(scope, p);
    expect(valueOf(await editProposal(scope, ana, { ...p, payload: same }))).toMatchObject({ version: 1, isNewVersion: false });
    expect((await item(scope, p)).versions).toHaveLength(1);
  });

  it("from a screen that is out of date is refused and overwrites nothing", async () => {
    const { scope, ana, luis } = await people();
    const p = await plainProposal(scope);
    valueOf(await editProposal(scope, ana, { ...p, payload: payload({ total: "1.00" }) }));
    expect(codeOf(await editProposal(scope, luis, { ...p, payload: payload({ total: "2.00" }) }))).toBe("proposal.stale");
    expect((await item(scope, p)).amount).toBe("1.00");
  });

  it("by two people at once loses neither: one wins, the other is told", async () => {
    const { scope, ana, luis } = await people();
    const p = await plainProposal(scope);
    const edits = [ana, luis].map((who, i) => editProposal(scope, who, { ...p, payload: payload({ total: `${i + 1}.00` }) }));
    expect((await Promise.all(edits)).map(codeOf).sort()).toEqual(["ok", "proposal.stale"]);
    expect((await item(scope, p)).versions).toHaveLength(2);
  });

  it("names the fields that the schema refuses and stores nothing", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    const result = await editProposal(scope, ana, { ...p, payload: payload({ total: "12,5" }) });
    expect(result).toMatchObject({ ok: false, error: { code: "input.invalid", detail: { fields: "total" } } });
    expect((await item(scope, p)).version).toBe(1);
  });

  it("is refused once approved, and possible again after the undo", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    valueOf(await approve(scope, ana, p));
    expect(codeOf(await editProposal(scope, ana, { ...p, payload: payload() }))).toBe("proposal.not_open");
    valueOf(await undoDecision(scope, ana, p));
    expect(codeOf(await editProposal(scope, ana, { ...p, payload: payload() }))).toBe("ok");
  });

  it("tells what one person typed in one go as one line of the story", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope, { number: "F-1" });
    const first = valueOf(await editProposal(scope, ana, { ...p, payload: payload({ total: "1.00" }) }));
    const seen = { id: p.id, seenVersion: first.version, seenHash: first.payloadHash };
    valueOf(await editProposal(scope, ana, { ...seen, payload: payload({ total: "1.00", supplier: "Otro" }) }));
    const edits = (await item(scope, p)).events.filter(({ kind }) => kind === "edited");
    expect(edits).toMatchObject([{ detail: { version: 3, fields: expect.arrayContaining(["total", "supplier"]) } }]);
  });
});

describe("approving in bulk", () => {
  it("checks each item again and reports each result; the sound ones go, high risk and what is doubtful never", async () => {
    const { scope, ana, luis } = await people();
    await plainProposal(scope, { number: "twice", state: "settled" });
    const [good, stale, incomplete, risky, doubtful] = [
      await plainProposal(scope),
      await plainProposal(scope),
      await plainProposal(scope, { number: null }),
      await plainProposal(scope, { risk: "high" }),
      await plainProposal(scope, { number: "twice", risk: "medium" }),
    ];

    valueOf(await editProposal(scope, luis, { ...stale, payload: payload({ number: "other" }) }));
    const requestKey = randomUUID();
    const items = [good, stale, incomplete, risky, doubtful];
    const { results } = valueOf(await bulkApprove(scope, ana, { requestKey, items }));
    expect(results.map(({ id, result }) => [id, codeOf(result)])).toEqual([
      [good.id, "ok"],
      [stale.id, "proposal.stale"],
      [incomplete.id, "proposal.incomplete"],
      [risky.id, "proposal.needs_typed_confirmation"],
      [doubtful.id, "proposal.needs_own_look"],
    ]);
    valueOf(await bulkApprove(scope, ana, { requestKey, items }));
    expect(await pushJobs(scope)).toHaveLength(1);
  });

  it("approves an item once even when it is named twice", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    expect(valueOf(await bulkApprove(scope, ana, { requestKey: randomUUID(), items: [p, p] })).results).toHaveLength(1);
  });

  it("is refused as a whole when one of the items is not there", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    const items = [p, { ...p, id: randomUUID() }];
    expect(codeOf(await bulkApprove(scope, ana, { requestKey: randomUUID(), items }))).toBe("access.not_found");
    expect((await item(scope, p)).state).toBe("open");
  });
});

describe("snoozing", () => {
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  const snooze = (scope: CompanyScope, who: Parameters<typeof decide>[1], p: TestProposal, until: Date) =>
    snoozeProposal(scope, who, { ...p, requestKey: randomUUID(), until: until.toISOString() });

  it("puts the item away and the job brings it back at its time, not before", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    const until = tomorrow();
    expect(valueOf(await snooze(scope, ana, p, until))).toMatchObject({ state: "snoozed" });
    const [job] = (await jobsOf(scope)).filter(({ name }) => name === "proposal.wake");
    expect(job).toMatchObject({ startAfter: until, data: { proposalId: p.id } });
    await wake(scope, p.id, { clock: () => new Date(until.getTime() - 1) });
    expect((await item(scope, p)).state).toBe("snoozed");
    await wake(scope, p.id, { clock: () => until });
    await wake(scope, p.id, { clock: () => until });
    const now = await item(scope, p);
    expect(now).toMatchObject({ state: "open", snoozedUntil: null });
    expect(now.events.map(({ kind }) => kind)).toEqual(["proposed", "snoozed", "reopened"]);
  });

  it("can be undone, woken by hand, and repeated by an impatient click without a second decision", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    const click = { ...p, requestKey: randomUUID(), until: tomorrow().toISOString() };
    valueOf(await snoozeProposal(scope, ana, click));
    expect(valueOf(await snoozeProposal(scope, ana, click)).state).toBe("snoozed");
    expect(valueOf(await undoDecision(scope, ana, p)).state).toBe("open");
    valueOf(await snooze(scope, ana, p, tomorrow()));
    expect(valueOf(await wakeProposal(scope, ana, p)).state).toBe("open");
    expect(codeOf(await wakeProposal(scope, ana, p))).toBe("proposal.not_open");
  });

  it("until a moment that has passed is refused", async () => {
    const { scope, ana } = await people();
    expect(codeOf(await snooze(scope, ana, await plainProposal(scope), new Date(0)))).toBe("input.invalid");
  });
});

describe("assigning and commenting", () => {
  it("gives an item to a colleague, and to nobody outside the company", async () => {
    const [{ scope, ana, luis }, stranger] = [await people(), await people()];
    const p = await plainProposal(scope);
    valueOf(await assignProposal(scope, ana, { id: p.id, personId: luis.personId }));
    expect((await item(scope, p)).assignedTo?.name).toBe("Luis");
    expect(codeOf(await assignProposal(scope, ana, { id: p.id, personId: stranger.ana.personId }))).toBe("access.not_found");
    valueOf(await assignProposal(scope, ana, { id: p.id, personId: null }));
    expect((await item(scope, p)).assignedTo).toBeNull();
  });

  it("keeps the text in the story and out of the audit trail", async () => {
    const { scope, ana } = await people();
    const p = await plainProposal(scope);
    valueOf(await comment(scope, ana, { id: p.id, text: "¿Pedimos el albarán?" }));
    expect((await item(scope, p)).events.at(-1)).toMatchObject({
      kind: "commented",
      person: { name: "Ana" },
      detail: { text: "¿Pedimos el albarán?" },
    });
    const entries = await scope.read((tx) => tx.auditEntry.findMany({ where: key(scope) }));
    expect(JSON.stringify(entries.map(({ data }) => data))).not.toContain("albarán");
  });
});

describe("after a sending failed", () => {
  /** What the outbox leaves behind when it gave up. */
  async function failed(code: string, steps: readonly { name: string; state: string }[], holdedId: string | null = null) {
    const { scope, ana, luis } = await people();
    const p = await plainProposal(scope);
    valueOf(await approve(scope, ana, p));
    await scope.write(async (tx) => {
      const push = await tx.push.findFirstOrThrow({ where: { ...key(scope), proposalId: p.id } });
      await tx.push.updateMany({
        where: { ...key(scope), id: push.id },
        data: { state: "failed", attempts: 1, holdedId, failure: { code } },
      });
      await tx.pushStep.createMany({ data: steps.map((step) => ({ ...key(scope), pushId: push.id, ...step })) });
      await tx.proposal.updateMany({
        where: { ...key(scope), id: p.id },
        data: { state: "failed", holdedId, failure: { code, detail: { total: "120.99" } } },
      });
    });
    return { scope, ana, luis, p };
  }

  it("another try goes back to the outbox once, and the approval is not asked for again", async () => {
    const { scope, luis, p } = await failed("holded.server_error", [{ name: "create", state: "started" }]);
    const before = (await pushJobs(scope)).length;
    expect(valueOf(await retryPush(scope, luis, p)).state).toBe("sending");
    expect(await pushJobs(scope)).toHaveLength(before + 1);
    expect(await item(scope, p)).toMatchObject({ state: "sending", failure: null });
  });

  it("goes back to be mended only when nothing can exist in Holded", async () => {
    const refused = await failed("holded.rejected", [{ name: "create", state: "refused" }]);
    expect(valueOf(await sendBack(refused.scope, refused.ana, refused.p)).state).toBe("open");
    expect(valueOf(await approve(refused.scope, refused.ana, refused.p)).state).toBe("approved");
    const unknown = await failed("holded.outcome_unknown", [{ name: "create", state: "started" }]);
    expect(codeOf(await sendBack(unknown.scope, unknown.ana, unknown.p))).toBe("holded.outcome_unknown");
    expect((await item(unknown.scope, unknown.p)).state).toBe("failed");
  });

  it("what goes back is again for the one who approved it, and her approval is no signature beside another", async () => {
    const { scope, ana, luis, p } = await failed("holded.rejected", [{ name: "create", state: "refused" }]);
    valueOf(await sendBack(scope, ana, p));
    expect((await queuePage(scope, ana)).counts).toMatchObject({ needs_me: 1, waiting: 0 });
    await saveCompanySettings(scope, { kind: "system" }, { limitForSecondPersonCents: 100 });
    expect(valueOf(await approve(scope, luis, p))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(valueOf(await approve(scope, ana, p)).state).toBe("approved");
  });

  it("a person may accept what differs in Holded, with a reason, and only then it is settled", async () => {
    const { scope, ana, p } = await failed("holded.read_back_differs", [{ name: "create", state: "done" }], "h1");
    expect(valueOf(await acceptDifference(scope, ana, { id: p.id, reason: "Redondeo" })).state).toBe("settled");
    const now = await item(scope, p);
    expect(now.events.at(-1)).toMatchObject({ kind: "difference_accepted", detail: { reason: "Redondeo", holdedId: "h1" } });
    expect(codeOf(await acceptDifference(scope, ana, { id: p.id, reason: "Otra vez" }))).toBe("proposal.not_open");
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("no other failure can be declared right", async () => {
    const { scope, ana, p } = await failed("holded.server_error", [{ name: "create", state: "started" }]);
    expect(codeOf(await acceptDifference(scope, ana, { id: p.id, reason: "Da igual" }))).toBe("proposal.not_open");
  });

  it("nothing is tried again that was never sent", async () => {
    const { scope, ana } = await people();
    expect(codeOf(await retryPush(scope, ana, await plainProposal(scope)))).toBe("proposal.not_open");
    expect(codeOf(await sendBack(scope, ana, await plainProposal(scope)))).toBe("proposal.not_open");
  });
});
