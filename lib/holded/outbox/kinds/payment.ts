import "server-only";
import { fromCents, toCents } from "@/lib/kernel/money";
import { ok, refuse } from "@/lib/kernel/result";
import { mustBe, mustBeCents } from "@/lib/holded/outbox/compare";
import { recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { documentRow, paymentRow } from "@/lib/holded/mirror/rows";
import type { MirroredRow, PushKind, Written } from "@/lib/holded/outbox/kind";
import { unchanged } from "@/lib/holded/outbox/steps/changed";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { getPayable, mirrorOf, payAt, paymentsOf } from "@/lib/holded/outbox/steps/payable";
import { placeToLook, writeNaturalOnce } from "@/lib/holded/outbox/write-once";
import type { PaymentPlan } from "@/lib/holded/plans/treasury";

/**
 * A payment on one document. It carries no reference, so it is known by document, account, day and amount: those that
 * stood there before are recorded and never taken for ours. What is still to pay is compared before and after.
 */
export const payment: PushKind<PaymentPlan> = {
  main: "pay",
  harmless: [],
  own: [],
  conflicts: (plan) => [`document:${plan.document.id}`],
  place: placeOf,
  async carry(context, plan) {
    const paid = await payOnce(context, plan);
    return paid.ok ? readBack(context, plan, paid.value) : paid;
  },
};

function placeOf({ document, accountName, date, amount }: PaymentPlan): Record<string, string> {
  return { document: document.id, number: document.number ?? "", account: accountName, date, amount };
}

function payOnce(context: RunContext, plan: PaymentPlan): Promise<StepResult<string>> {
  const { client } = context;
  const { document, accountId, date, amount, description } = plan;
  const standing = async (): Promise<StepResult<readonly string[]>> => {
    const payments = await paymentsOf(client, document.id);
    if (!payments.ok) return payments;
    const same = payments.value.filter(
      (one) => one.treasuryId === accountId && one.date?.slice(0, 10) === date && toCents(one.amount) === toCents(amount),
    );
    return ok(same.map(({ id }) => id));
  };
  const stands = async (): Promise<StepResult<null>> => {
    const now = await getPayable(client, document);
    if (!now.ok) return now;
    // More than is open would leave the document overpaid: nobody approved that.
    if (toCents(amount) > toCents(document.pending))
      return refuse("holded.rejected", { ...placeToLook(context), why: "more_than_pending" });
    return unchanged(context, "pending", document.pending, now.value.paymentsPending);
  };
  const body = { amount, date, treasury_id: accountId, ...(description === null ? {} : { description }) };
  const write = () => payAt(client, document, body);
  return writeNaturalOnce(context, { name: "pay", standing, write, guard: stands });
}

async function readBack(context: RunContext, plan: PaymentPlan, id: string): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const payments = await paymentsOf(context.client, plan.document.id);
  if (!payments.ok) return payments;
  const document = await getPayable(context.client, plan.document);
  if (!document.ok) return document;
  const one = payments.value.find((candidate) => candidate.id === id);
  const left = fromCents(toCents(plan.document.pending) - toCents(plan.amount));
  const differences = [
    ...mustBe("payment", id, one?.id ?? null),
    ...(one ? mustBeCents("amount", plan.amount, one.amount) : []),
    ...(one ? mustBe("date", plan.date, one.date?.slice(0, 10) ?? null) : []),
    ...(one ? mustBe("account", plan.accountId, one.treasuryId) : []),
    ...mustBeCents("pending", left, document.value.paymentsPending),
  ];
  const judged = await verdict(context, id, differences);
  if (!judged.ok) return judged;
  const paid: readonly MirroredRow[] = one ? [{ resource: "payment", row: paymentRow(one) }] : [];
  return ok({
    holdedId: id,
    differences,
    mirror: [...paid, { resource: mirrorOf(plan.document.type), row: documentRow(document.value) }],
  });
}
