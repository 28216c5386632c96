import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { invoicePayload } from "@/lib/agents/invoices/model";
import { readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { syncMirror } from "@/lib/holded/mirror";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { acceptDifference } from "@/lib/review/accept-difference";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { sendBack } from "@/lib/review/send-back";
import { undoDecision } from "@/lib/review/undo-decision";
import { testDatabase } from "@/lib/testing/database";
import { connected, runOnce, runOut, testHolded } from "@/lib/testing/holded";
import type { TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
const holded = testHolded();
afterAll(closeReaders);

const folder = path.join(import.meta.dirname, "../../../e2e/fixtures/pdf");
type Purchase = { readonly id: string; readonly number: string | null; readonly total: string; readonly tags: readonly string[] };
const purchases = (account: string) => holded().control.objects<Purchase>("purchases", account);

/** A company with Holded connected and copied, and an invoice that was uploaded and read. */
async function proposed(name: string) {
  const connection = await connected(holded());
  valueOf(await syncMirror(connection.scope, { purpose: "person" }));
  const item = await another(connection.scope, connection.eva, name);
  return { ...connection, item };
}

async function another(scope: CompanyScope, who: TestPerson, name: string) {
  const bytes = fs.readFileSync(path.join(folder, `${name}.pdf`));
  const { proposalId } = valueOf(await receiveUpload(scope, who, { fileName: `${name}.pdf`, bytes, source: "upload" }));
  await readInvoice(scope, proposalId);
  return valueOf(await itemView(scope, proposalId));
}

/** What a person does with the paper beside the form: she types in what the reader missed. */
async function mended(scope: CompanyScope, who: TestPerson, item: Awaited<ReturnType<typeof another>>, name: string) {
  const { number } = invoicePayload.pick({ number: true }).parse(JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), "utf8")));
  const payload = { ...invoicePayload.parse(item.payload), number };
  valueOf(await editProposal(scope, who, { id: item.id, seenVersion: item.version, seenHash: item.payloadHash, payload }));
  return valueOf(await itemView(scope, item.id));
}

type Item = { readonly id: string; readonly version: number; readonly payloadHash: string | null };

/** Approved so long ago that the undo window is over. */
async function approveEarlier(scope: CompanyScope, who: TestPerson, { id, version, payloadHash }: Item) {
  const approval = { verdict: "approve", requestKey: randomUUID(), id, seenVersion: version, seenHash: payloadHash } as const;
  const decided = valueOf(await decide(scope, who, approval, { clock: () => new Date(Date.now() - 11_000) }));
  expect(decided.state).toBe("approved");
  return pushOf(scope, id);
}

const pushOf = async (scope: CompanyScope, proposalId: string) =>
  (await scope.read((tx) => tx.push.findFirstOrThrow({ where: { proposalId }, select: { id: true } }))).id;
const stateOf = async (scope: CompanyScope, id: string) => valueOf(await itemView(scope, id)).state;

describe("from the PDF to Holded", () => {
  it.each(["01-tornilleria-clasica", "08-limpieza-tipos-varios", "12-alquiler-retencion"])(
    "%s is read, mended and approved by a person, written once, read back and settled",
    async (name) => {
      const { scope, eva, account, item: read } = await proposed(name);
      const item = await mended(scope, eva, read, name);
      expect(item.reasons.filter(({ level }) => level === "block")).toEqual([]);
      const pushId = await approveEarlier(scope, eva, item);
      expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
      const settled = valueOf(await itemView(scope, item.id));
      expect(purchases(account)).toMatchObject([{ id: settled.holdedId, number: invoicePayload.parse(item.payload).number }]);
      const kinds = settled.events.map(({ kind }) => kind).filter((kind) => kind !== "edited");
      expect(kinds.slice(0, 4)).toEqual(["received", "read", "proposed", "approved"]);
      expect(kinds.at(-1)).toBe("settled");
      expect(await verifyChain(scope)).toMatchObject({ ok: true });
    },
  );

  it("writes nothing while the approval can be undone, and nothing after it was", async () => {
    const { scope, eva, account, item } = await proposed("01-tornilleria-clasica");
    const approval = {
      verdict: "approve",
      requestKey: randomUUID(),
      id: item.id,
      seenVersion: item.version,
      seenHash: item.payloadHash,
    } as const;
    valueOf(await decide(scope, eva, approval));
    const pushId = await pushOf(scope, item.id);
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "waiting" });
    valueOf(await undoDecision(scope, eva, { id: item.id }));
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "over" });
    expect(purchases(account)).toEqual([]);
    expect(await stateOf(scope, item.id)).toBe("open");
  });

  it("either undoes or sends when both come at the last instant, never both", async () => {
    const { scope, eva, account, item } = await proposed("01-tornilleria-clasica");
    const decidedAt = new Date(Date.now() - 10_000);
    const approval = {
      verdict: "approve",
      requestKey: randomUUID(),
      id: item.id,
      seenVersion: item.version,
      seenHash: item.payloadHash,
    } as const;
    valueOf(await decide(scope, eva, approval, { clock: () => decidedAt }));
    const pushId = await pushOf(scope, item.id);
    const lastInstant = { clock: () => new Date(decidedAt.getTime() + 9_999) };
    const [undone, sent] = await Promise.all([undoDecision(scope, eva, { id: item.id }, lastInstant), runOnce(scope, pushId)]);
    if (undone.ok) {
      expect([sent.kind, purchases(account), await stateOf(scope, item.id)]).toEqual(["over", [], "open"]);
    } else {
      expect(undone.error.code).toBe("proposal.undo_too_late");
      await runOut(scope, pushId);
      expect([purchases(account).length, await stateOf(scope, item.id)]).toEqual([1, "settled"]);
    }
  });

  it("comes back to be mended when Holded refused it, and is then written under the same reference once", async () => {
    const { scope, eva, account, item } = await proposed("01-tornilleria-clasica");
    holded().control.fault({ kind: "status_0", match: { method: "POST", path: "/purchases$", account } });
    const pushId = await approveEarlier(scope, eva, item);
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed" });
    valueOf(await sendBack(scope, eva, { id: item.id }));
    const payload = { ...invoicePayload.parse(item.payload), dueDate: "2026-12-01" };
    const edited = valueOf(await editProposal(scope, eva, { id: item.id, seenVersion: item.version, seenHash: item.payloadHash, payload }));
    expect(await approveEarlier(scope, eva, { id: item.id, version: edited.version, payloadHash: edited.payloadHash })).toBe(pushId);
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "settled" });
    expect(purchases(account)).toHaveLength(1);
  });

  it("is settled by a person where Holded shows something else, and never written again", async () => {
    const { scope, eva, account, item } = await proposed("01-tornilleria-clasica");
    const pushId = await approveEarlier(scope, eva, item);
    // As if Holded had rounded otherwise: what was approved is a cent more than what it will show.
    await scope.write(
      (tx) => tx.$executeRaw`UPDATE push SET plan = jsonb_set(plan, '{expect,total}', '"239.42"') WHERE id = ${pushId}::uuid`,
    );
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.read_back_differs" } });
    expect(codeOf(await sendBack(scope, eva, { id: item.id }))).toBe("holded.outcome_unknown");
    expect(valueOf(await acceptDifference(scope, eva, { id: item.id, reason: "Redondeo de Holded" })).state).toBe("settled");
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "over" });
    expect(purchases(account)).toHaveLength(1);
  });
});
