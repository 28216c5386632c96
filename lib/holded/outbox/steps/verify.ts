import "server-only";
import { ok } from "@/lib/kernel/result";
import { getPurchase, type Purchase } from "@/lib/holded/endpoints/purchases";
import { differencesOf, type Difference } from "@/lib/holded/outbox/compare";
import { pause, recordDone, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { lagLeft } from "@/lib/holded/outbox/missing";
import { findAttachment, type Attachment } from "@/lib/holded/outbox/steps/attach";

type Written = { readonly purchaseId: string; readonly contactId: string; readonly file: Attachment | null };

export type Verdict = { readonly purchase: Purchase; readonly differences: readonly Difference[] };

/**
 * Reads the purchase back and compares it with what was approved. Reads of Holded may lag behind its writes: what
 * differs is asked again until the lag has passed. The differences are the caller's to judge.
 */
export async function readBack(context: RunContext, written: Written): Promise<StepResult<Verdict>> {
  await recordStarted(context, "verify");
  const purchase = await context.client.call(getPurchase, { params: { id: written.purchaseId } });
  if (!purchase.ok) return purchase;
  const { plan, externalRef } = context.push;
  const differences = [...differencesOf(purchase.value, { plan, contactId: written.contactId, reference: externalRef })];
  if (written.file) {
    const attached = await findAttachment(context.client, written.purchaseId, written.file.fileName);
    if (!attached.ok) return attached;
    if (attached.value === null) differences.push({ field: "attachment", expected: "present", got: "" });
  }
  const lagMs = differences.length > 0 ? lagLeft(context) : 0;
  if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
  if (differences.length === 0) await recordDone(context, "verify", { id: written.purchaseId });
  return ok({ purchase: purchase.value, differences });
}
