import { describe, expect, it } from "vitest";
import { queueLengths } from "@/lib/review/queue-lengths";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment, salesRep, viewer } from "@/lib/testing/people";
import { plainProposal } from "@/lib/testing/proposals";

testDatabase();

describe("the lengths of the queues", () => {
  it("tell what needs this person, what of it is clear, what waits for Holded and what failed", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await plainProposal(scope);
    const stuck = await plainProposal(scope, { state: "sending" });
    for (const state of ["sending", "failed", "settled", "rejected"] as const) await plainProposal(scope, { state });
    await scope.write((tx) =>
      tx.proposal.updateMany({ where: { id: stuck.id }, data: { failure: { code: "holded.key_refused" }, standing: "needs_review" } }),
    );
    const [invoices] = await queueLengths(scope, ana);
    expect(invoices).toMatchObject({ kind: "invoice", needsMe: 1, sending: 2, waitingForHolded: 1, failed: 1 });
    await scope.write((tx) => tx.proposal.updateMany({ where: { state: "open" }, data: { standing: "clear" } }));
    expect((await queueLengths(scope, ana))[0]?.clear).toBe(1);
  });

  it("differ by role, and belong to one environment of one company", async () => {
    const { scope, eva, rosa } = await company().with(viewer("eva"), salesRep("rosa"));
    const { ana: stranger } = await company().with(accountant("ana"));
    await plainProposal(scope);
    expect((await queueLengths(scope, eva))[0]?.needsMe).toBe(0);
    expect(await queueLengths(scope, rosa)).toEqual([]);
    expect(await queueLengths(scope, stranger)).toEqual([]);
    expect((await queueLengths(otherEnvironment(scope), eva))[0]).toMatchObject({ needsMe: 0, sending: 0, failed: 0 });
  });
});
