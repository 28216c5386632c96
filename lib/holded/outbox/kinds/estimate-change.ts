import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import { getEstimate, type Estimate } from "@/lib/holded/endpoints/estimates";
import { documentRow } from "@/lib/holded/mirror/rows";
import { mustBe, mustBeCents, type Difference } from "@/lib/holded/outbox/compare";
import { recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import type { PushKind, Written } from "@/lib/holded/outbox/kind";
import { estimateItemOf } from "@/lib/holded/outbox/kinds/estimate";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { writeOnce } from "@/lib/holded/outbox/write-once";
import type { EstimateChangePlan } from "@/lib/holded/plans/estimate";
import { unlikeIn, updateEstimate, type DocumentChange } from "@/lib/holded/updates/documents";

/**
 * Changes a quote that Holded has: update → verify. What has been accepted or rejected there is Holded's to refuse; what
 * it passes over is found by reading back, and a person mends it there.
 */
export const estimateChange: PushKind<EstimateChangePlan> = {
  main: "update",
  harmless: [],
  own: ["update"],
  conflicts: (plan) => [`estimate:${plan.estimateId}`],
  place: (plan) => ({ estimate: plan.estimateId, number: plan.number ?? "" }),
  async carry(context, plan) {
    const changed = await changeOnce(context, plan);
    return changed.ok ? readBack(context, plan) : changed;
  },
};

function changeOnce(context: RunContext, plan: EstimateChangePlan): Promise<StepResult<string>> {
  const { client, readLagMs } = context;
  const id = plan.estimateId;
  const look = async (): Promise<StepResult<string | null>> => {
    const now = await client.call(getEstimate, { params: { id } });
    return now.ok ? ok(unlikeIn(now.value, changeOf(plan)).length === 0 ? id : null) : now;
  };
  const write = async (): Promise<Result<string>> => {
    const written = await updateEstimate(client, id, changeOf(plan), { readLagMs });
    return written.ok ? ok(id) : written;
  };
  return writeOnce(context, { name: "update", look, write, prepare: () => Promise.resolve(ok({})), looksFirst: true });
}

function changeOf({ body, contactId }: EstimateChangePlan): DocumentChange {
  const { date, dueDate, printed = null, items } = body;
  return {
    date,
    contactId,
    ...(dueDate === null ? {} : { dueDate }),
    ...(printed === null ? {} : { body: printed }),
    items: items.map(estimateItemOf),
  };
}

async function readBack(context: RunContext, plan: EstimateChangePlan): Promise<StepResult<Written>> {
  const id = plan.estimateId;
  await recordStarted(context, "verify");
  const now = await context.client.call(getEstimate, { params: { id } });
  if (!now.ok) return now;
  const differences = differencesOf(now.value, plan);
  const judged = await verdict(context, id, differences);
  return judged.ok ? ok({ holdedId: id, differences, mirror: [{ resource: "estimate", row: documentRow(now.value) }] }) : judged;
}

/** Where the estimate is not what was approved; amounts to the cent. */
function differencesOf(estimate: Estimate, { body, contactId, expect }: EstimateChangePlan): readonly Difference[] {
  const names = (lines: readonly { readonly name: string }[]) => lines.map(({ name }) => name).join("\n");
  return [
    ...mustBe("date", body.date, estimate.date),
    ...(body.dueDate === null ? [] : mustBe("dueDate", body.dueDate, estimate.dueDate)),
    ...mustBeCents("subtotal", expect.subtotal, estimate.subtotal),
    ...mustBeCents("tax", expect.tax, estimate.tax),
    ...mustBeCents("total", expect.total, estimate.total),
    ...mustBe("lines", names(body.items), names(estimate.lines)),
    ...mustBe("contact", contactId, estimate.contactId),
  ];
}
