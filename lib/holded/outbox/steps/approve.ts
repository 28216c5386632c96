import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import { approvePurchase, getPurchase } from "@/lib/holded/endpoints/purchases";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import { writeOnce } from "@/lib/holded/outbox/write-once";

/** Approves the purchase in Holded, where the company wants that. What is approved already, by whomever, is done. */
export function approveOnce(context: RunContext, purchaseId: string): Promise<StepResult<string>> {
  const look = async (): Promise<Result<string | null>> => {
    const purchase = await context.client.call(getPurchase, { params: { id: purchaseId } });
    if (!purchase.ok) return purchase;
    return ok(purchase.value.isApproved === true ? purchaseId : null);
  };
  const write = async (): Promise<Result<string>> => {
    const approved = await context.client.call(approvePurchase, { params: { id: purchaseId } });
    if (approved.ok) return ok(purchaseId);
    if (approved.error.code !== "holded.rejected") return approved;
    // Holded also says no to a second approval.
    const found = await look();
    return found.ok && found.value !== null ? ok(purchaseId) : approved;
  };
  return writeOnce(context, { name: "approve", look, write, looksFirst: false });
}
