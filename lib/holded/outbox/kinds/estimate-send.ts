import "server-only";
import { ok } from "@/lib/kernel/result";
import { sendEstimate } from "@/lib/holded/endpoints/estimates";
import { crashAfter } from "@/lib/holded/outbox/crash";
import { recordDone, recordRefused, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import type { PushKind } from "@/lib/holded/outbox/kind";
import { cannotLook } from "@/lib/holded/outbox/write-once";
import type { EstimateSendPlan } from "@/lib/holded/plans/estimate";

/**
 * Mails a quote to its customer. A mail has no reference and leaves nothing to look for, so it is recorded before and sent
 * once: when nobody knows whether it left, a person finds out and says so.
 */
export const estimateSend: PushKind<EstimateSendPlan> = {
  main: "send",
  harmless: [],
  own: [],
  conflicts: (plan) => [`estimate:${plan.estimateId}`],
  place: (plan) => ({ estimate: plan.estimateId, number: plan.number ?? "", recipients: String(plan.to.length) }),
  async carry(context, plan) {
    const sent = await sendOnce(context, plan);
    return sent.ok ? ok({ holdedId: plan.estimateId, differences: [], mirror: [] }) : sent;
  },
};

async function sendOnce(context: RunContext, plan: EstimateSendPlan): Promise<StepResult<null>> {
  const step = context.steps.send;
  if (step?.state === "done") return ok(null);
  if (step?.state === "started") return cannotLook(context, "send");
  await recordStarted(context, "send");
  const { estimateId, to, cc, subject, message } = plan;
  const sent = await context.client.call(sendEstimate, {
    params: { id: estimateId },
    body: {
      emails: [...to],
      ...(cc.length === 0 ? {} : { cc: [...cc] }),
      ...(subject === null ? {} : { subject }),
      ...(message === null ? {} : { message }),
    },
  });
  if (sent.ok) {
    crashAfter("send");
    await recordDone(context, "send", { id: estimateId, how: "written" });
    return sent;
  }
  if (sent.error.retry === "unknown_outcome") return cannotLook(context, "send");
  await recordRefused(context, "send");
  return sent;
}
