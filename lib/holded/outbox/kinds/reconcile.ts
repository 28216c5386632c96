import "server-only";
import { z } from "zod";
import { fromCents, toCents } from "@/lib/kernel/money";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { eachPage } from "@/lib/holded/client";
import { listBankMovements, reconcileBankMovement, type BankMovement } from "@/lib/holded/endpoints/bank-movements";
import { mustBeCents, type Difference } from "@/lib/holded/outbox/compare";
import { pause, recordDone, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { documentRow, movementRow } from "@/lib/holded/mirror/rows";
import type { MirroredRow, PushKind, Written } from "@/lib/holded/outbox/kind";
import { lagLeft } from "@/lib/holded/outbox/missing";
import { stillSo, unchanged } from "@/lib/holded/outbox/steps/changed";
import { getPayable, mirrorOf } from "@/lib/holded/outbox/steps/payable";
import { placeToLook, writeOnce } from "@/lib/holded/outbox/write-once";
import type { ReconcilePlan } from "@/lib/holded/plans/treasury";

/**
 * Links a bank movement with the documents it pays; Holded makes the payments itself. The call has no reference, cannot be
 * undone, and its yes proves nothing: what the movement's own list says before and after is all that counts.
 */
export const reconcile: PushKind<ReconcilePlan> = {
  main: "reconcile",
  harmless: [],
  own: [],
  conflicts: (plan) => [`movement:${plan.movement.id}`, ...plan.documents.map(({ id }) => `document:${id}`)],
  place: ({ movement, accountName }) => ({ movement: movement.id, account: accountName, day: movement.valueDate, amount: movement.amount }),
  async carry(context, plan) {
    const linked = await linkOnce(context, plan);
    return linked.ok ? readBack(context, asFound(context, plan)) : linked;
  },
};

function linkOnce(context: RunContext, plan: ReconcilePlan): Promise<StepResult<string>> {
  const { accountId, movement, documents } = plan;
  const look = async (): Promise<StepResult<string | null>> => {
    const now = await movementNow(context, plan);
    if (!now.ok) return now;
    // Anything but what stood there before the call is its work, good or bad: it is never made again on top of that.
    return ok(isAsBefore(now.value, plan) ? null : movement.id);
  };
  const write = async (): Promise<Result<string>> => {
    const linked = await context.client.call(reconcileBankMovement, {
      params: { accountId, movementId: movement.id },
      body: { documents: documents.map(({ id, type }) => ({ document_id: id, document_type: type })) },
    });
    return linked.ok ? ok(movement.id) : linked;
  };
  return writeOnce(context, { name: "reconcile", look, write, looksFirst: false, prepare: () => stands(context, plan) });
}

const isAsBefore = ({ status, reconciledAmount }: BankMovement, { movement }: ReconcilePlan): boolean =>
  (status === "pending" || status === "partial") && toCents(reconciledAmount ?? "0.00") === toCents(movement.reconciled);

/** Before the first call: movement and documents are what the person saw who approved, to the cent. */
async function stands(context: RunContext, plan: ReconcilePlan): Promise<StepResult<Record<string, string>>> {
  const movement = await movementNow(context, plan);
  if (!movement.ok) return movement;
  const { status, reconciledAmount, amount } = movement.value;
  const now = `${status ?? "?"} ${reconciledAmount ?? ""}`;
  const approved = `pending ${plan.movement.reconciled}`;
  const same = await stillSo(context, isAsBefore(movement.value, plan), { field: "movement", approved, now });
  if (!same.ok) return same;
  const asSeen = await unchanged(context, "amount", plan.movement.amount, amount);
  if (!asSeen.ok) return asSeen;
  const before: Record<string, string> = {};
  for (const one of plan.documents) {
    const document = await getPayable(context.client, one);
    if (!document.ok) return document;
    // Lists do not tell drafts, so nobody could know before; Holded takes no payment of one.
    if (document.value.isApproved === false)
      return fail({ code: "holded.draft", retry: "never", detail: { ...placeToLook(context), number: document.value.number ?? one.id } });
    const pending = document.value.paymentsPending;
    const isFine = pending !== null && isOpenAsApproved(plan, one, pending);
    const open = await stillSo(context, isFine, { field: "pending", approved: one.pending, now: pending });
    if (!open.ok) return open;
    before[one.id] = pending ?? one.pending;
  }
  return ok({ reconciled: reconciledAmount ?? "0.00", before: JSON.stringify(before) });
}

type Payable = ReconcilePlan["documents"][number];

/**
 * As much is open as the person saw, or as is left of it by other movements that people approved meanwhile: then it still
 * has to be enough for this one.
 */
function isOpenAsApproved(plan: ReconcilePlan, { pending, others = [] }: Payable, now: string): boolean {
  const approved = size(toCents(pending));
  const open = size(toCents(now));
  if (toCents(now) === toCents(pending)) return true;
  if (toCents(now) > 0n !== toCents(pending) > 0n) return false;
  const needed = plan.documents.length === 1 && freeOf(plan) < approved ? freeOf(plan) : approved;
  return open >= needed && sumsOf(others).has(approved - open);
}

/** What some of these amounts come to, for all ways to take some. More than a dozen never stand around one document. */
function sumsOf(amounts: readonly string[]): ReadonlySet<bigint> {
  const sums = new Set([0n]);
  for (const one of amounts.slice(0, 12)) for (const sum of [...sums]) sums.add(sum + size(toCents(one)));
  return sums;
}

/** The plan with what was open before its own write: that is what the read-back starts from. */
function asFound(context: RunContext, plan: ReconcilePlan): ReconcilePlan {
  const kept = z.record(z.string(), z.string()).safeParse(parsed(context.steps.reconcile?.result.before));
  const before = kept.success ? kept.data : {};
  return { ...plan, documents: plan.documents.map((one) => ({ ...one, pending: before[one.id] ?? one.pending })) };
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? null : JSON.parse(text);
}

/** The list of one account and one day is short. */
const maxPages = 5;

/** The movement as its list shows it: there is no other way to read one. */
async function movementNow(context: RunContext, { accountId, movement }: ReconcilePlan): Promise<Result<BankMovement>> {
  const day = { start_date: movement.valueDate, end_date: movement.valueDate };
  const list = (cursor: string | undefined) =>
    context.client.call(listBankMovements, { params: { accountId }, query: { ...day, ...(cursor === undefined ? {} : { cursor }) } });
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    const found = page.value.items.find(({ id }) => id === movement.id);
    if (found) return ok(found);
    if (page.value.unreadable.includes(movement.id)) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "shape" } });
  }
  return fail({ code: "holded.not_found", retry: "never", detail: placeToLook(context) });
}

async function readBack(context: RunContext, plan: ReconcilePlan): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const movement = await movementNow(context, plan);
  if (!movement.ok) return movement;
  const differences: Difference[] = [];
  const mirror: MirroredRow[] = [{ resource: "bank_movement", row: movementRow(movement.value, plan.accountId) }];
  let linked = 0n;
  for (const one of plan.documents) {
    const document = await getPayable(context.client, one);
    if (!document.ok) return document;
    mirror.push({ resource: mirrorOf(one.type), row: documentRow(document.value) });
    const left = document.value.paymentsPending;
    linked += toCents(one.pending) - toCents(left ?? one.pending);
    if (plan.documents.length === 1 || isWhole(plan)) differences.push(...mustBeCents("pending", expectedLeft(plan, one.pending), left));
  }
  const failure = notLinked(context, movement.value, plan, linked);
  const lagMs = failure !== null || differences.length > 0 ? lagLeft(context, context.steps.verify?.startedAt) : 0;
  if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
  if (failure !== null) return { ok: false, error: failure };
  const id = plan.movement.id;
  if (differences.length === 0) await recordDone(context, "verify", { id, status: movement.value.status ?? "" });
  return ok({ holdedId: id, differences, mirror });
}

const size = (cents: bigint): bigint => (cents < 0n ? -cents : cents);
const openOf = (plan: ReconcilePlan): bigint => plan.documents.reduce((sum, { pending }) => sum + size(toCents(pending)), 0n);
/** What of the movement was free before. */
const freeOf = ({ movement }: ReconcilePlan): bigint => size(toCents(movement.amount)) - size(toCents(movement.reconciled));
/** Whether the movement pays all its documents whole. */
const isWhole = (plan: ReconcilePlan): boolean => openOf(plan) <= freeOf(plan);

/** What the one document of the movement, or each of those that are paid whole, is still owed. */
function expectedLeft(plan: ReconcilePlan, pending: string): string {
  const [open, free] = [toCents(pending), freeOf(plan)];
  // A credit note may stand with the other sign: what is left of it is nearer to nothing all the same.
  return isWhole(plan) ? "0.00" : fromCents(open < 0n ? open + free : open - free);
}

/** Forced, or nothing behind it: that is not done, whatever the answer said. Null: something was linked. */
function notLinked(context: RunContext, movement: BankMovement, plan: ReconcilePlan, linked: bigint): Failure | null {
  const { status, reconciledAmount } = movement;
  const cents = toCents(reconciledAmount ?? "0.00");
  const isLinked = (status === "reconciled" || status === "partial") && cents !== 0n && cents !== toCents(plan.movement.reconciled);
  if (isLinked && linked !== 0n) return null;
  const detail = { ...placeToLook(context), status: status ?? "", reconciled: reconciledAmount ?? "" };
  return { code: "holded.not_reconciled", retry: "never", detail };
}
