import { beforeAll, describe, expect, it } from "vitest";
import type { PushPlan } from "@/lib/holded/push-plan";
import type { FaultKind } from "@/lib/holded/sandbox/faults";
import { verifyChain } from "@/lib/platform/audit";
import { answerDoubt } from "@/lib/review/answer-doubt";
import { itemView } from "@/lib/review/item-view";
import { registerKind } from "@/lib/review/kinds";
import { retryPush } from "@/lib/review/retry-push";
import { sendBack } from "@/lib/review/send-back";
import { testDatabase } from "@/lib/testing/database";
import { approved, connected, runOut, testHolded } from "@/lib/testing/holded";
import { workplace } from "@/lib/testing/holded-work";
import { accountant, admin, company, memberOf, viewer } from "@/lib/testing/people";
import { codeOf, plainKind, plainProposal, valueOf } from "@/lib/testing/proposals";

testDatabase();
const holded = testHolded();

beforeAll(() => registerKind(plainKind));

const paths = { estimate_send: "/send$", lead_note: "/notes$" } as const;

/**
 * A sending that stopped because Holded did not answer and nothing of it can be looked up. In an account of its own: where
 * Holded has shown a note before, notes can be looked up.
 */
async function inDoubt(kind: keyof typeof paths, fault: FaultKind) {
  const { scope, eva, account, token } = await connected(holded(), {
    switches: { plan: "premium", windows: { minute: 5_000, month: null } },
  });
  const { work } = await workplace(holded, account, token);
  const { plan, times }: { readonly plan: PushPlan; readonly times: (reference: string) => number } = await work[kind]();
  holded().control.fault({ kind: fault, match: { method: "POST", path: paths[kind], account } });
  const { pushId, proposalId } = await approved(scope, plan);
  expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.outcome_unknown" } });
  const item = async () => valueOf(await itemView(scope, proposalId));
  const { doubt } = await item();
  if (!doubt) throw new Error("the item says nothing of its doubt");
  return { scope, eva, account, pushId, plan, item, doubt, times: () => times(""), id: proposalId, since: doubt.since };
}

describe("somebody who has looked in Holded", { timeout: 60_000 }, () => {
  it.each([
    { kind: "estimate_send", fault: "drop_after" },
    // She has put it there by hand meanwhile.
    { kind: "lead_note", fault: "drop_before" },
  ] as const)("says that the $kind is there, and it settles without another write", async ({ kind, fault }) => {
    const { scope, eva, pushId, times, item, id, since } = await inDoubt(kind, fault);
    const before = times();
    expect(valueOf(await answerDoubt(scope, eva, { id, isThere: true, since }))).toMatchObject({ state: "sending" });
    const holdedId = expect.not.stringMatching(/^person$/) as string;
    expect(await runOut(scope, pushId)).toEqual({ kind: "settled", holdedId });
    expect(times()).toBe(before);
    expect(await item()).toMatchObject({ state: "settled", holdedId, failure: null, doubt: null });
  });

  it.each(["estimate_send", "lead_note"] as const)("says that the %s is not there, and it is written once", async (kind) => {
    const { scope, eva, pushId, times, id, since } = await inDoubt(kind, "drop_before");
    expect(times()).toBe(0);
    valueOf(await answerDoubt(scope, eva, { id, isThere: false, since }));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(times()).toBe(1);
  });

  it("is shown what was to be written and where, and leaves her name in the story and in the trail", async () => {
    const { scope, eva, item, id, since, doubt, plan } = await inDoubt("estimate_send", "drop_after");
    const { kind: _, estimateId: estimate, ...mail } = plan as Extract<PushPlan, { kind: "estimate_send" }>;
    expect(doubt).toEqual({ step: "send", since: expect.stringMatching(/^\d{4}-.*Z$/), wanted: { kind: "mail", estimate, ...mail } });
    valueOf(await answerDoubt(scope, eva, { id, isThere: true, since }));
    expect((await item()).events.at(-1)).toMatchObject({ kind: "seen_in_holded", person: { name: "Eva" }, detail: { step: "send" } });
    const trail = await scope.read((tx) =>
      tx.auditEntry.findMany({ where: { action: "proposal.doubt_answered", subject: `proposal:${id}` } }),
    );
    expect(trail).toMatchObject([{ data: { step: "send", isThere: true } }]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("is asked again when the second attempt is in doubt too, and an answer to the first changes nothing then", async () => {
    const { scope, eva, account, pushId, times, item, id, since } = await inDoubt("estimate_send", "drop_before");
    holded().control.fault({ kind: "drop_after", match: { method: "POST", path: paths.estimate_send, account } });
    valueOf(await answerDoubt(scope, eva, { id, isThere: false, since }));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.outcome_unknown" } });
    expect(codeOf(await answerDoubt(scope, eva, { id, isThere: false, since }))).toBe("proposal.stale");
    const again = (await item()).doubt?.since ?? "";
    valueOf(await answerDoubt(scope, eva, { id, isThere: true, since: again }));
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(times()).toBe(1);
  });
});

describe("a doubt", { timeout: 60_000 }, () => {
  it("is answered by nobody who may not approve, and by no stranger", async () => {
    const { scope, item, id, since, times } = await inDoubt("estimate_send", "drop_after");
    const { eva: stranger } = await company().with(admin("eva"));
    const looker = await memberOf(scope, viewer("luz"));
    const answer = { id, isThere: false, since };
    expect(codeOf(await answerDoubt(scope, stranger, answer))).toBe("access.not_found");
    expect(codeOf(await answerDoubt(scope, looker, answer))).toBe("access.forbidden");
    expect(codeOf(await answerDoubt(scope, { kind: "agent", name: "test" }, answer))).toBe("access.forbidden");
    expect(await item()).toMatchObject({ state: "failed", doubt: { since } });
    expect(times()).toBe(1);
  });

  it("is not passed over: neither another try nor a way back to review is open until somebody has looked", async () => {
    const { scope, eva, item, id, times } = await inDoubt("estimate_send", "drop_after");
    expect(codeOf(await retryPush(scope, eva, { id }))).toBe("holded.outcome_unknown");
    expect(codeOf(await sendBack(scope, eva, { id }))).toBe("holded.outcome_unknown");
    expect(await item()).toMatchObject({ state: "failed" });
    expect(times()).toBe(1);
  });

  it("has one answer: a second one, or another try before the first is carried out, changes nothing", async () => {
    const { scope, eva, pushId, id, since, times } = await inDoubt("estimate_send", "drop_after");
    valueOf(await answerDoubt(scope, eva, { id, isThere: true, since }));
    expect(codeOf(await answerDoubt(scope, eva, { id, isThere: false, since }))).toBe("proposal.not_open");
    await retryPush(scope, eva, { id });
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(times()).toBe(1);
  });

  it("is none where a sending failed for another reason, or an item is not at that point", async () => {
    const { scope, luis } = await company().with(accountant("luis"));
    for (const state of ["open", "approved", "sending", "failed", "settled", "rejected"] as const) {
      const { id } = await plainProposal(scope, { state });
      expect(codeOf(await answerDoubt(scope, luis, { id, isThere: true, since: "" }))).toBe("proposal.not_open");
      expect(valueOf(await itemView(scope, id)).doubt).toBeNull();
    }
  });
});
