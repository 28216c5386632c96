import "server-only";
import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { fail, ok, type Result } from "@/lib/kernel/result";
import { eachPage } from "@/lib/holded/client";
import { createPurchase, createPurchaseRefund, getPurchase, listPurchases, type Purchase } from "@/lib/holded/endpoints/purchases";
import { numberKeyOf } from "@/lib/holded/keys";
import { carriesReference } from "@/lib/holded/outbox/compare";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import { purchaseBodyOf } from "@/lib/holded/outbox/purchase-body";
import { placeToLook, writeOnce } from "@/lib/holded/outbox/write-once";

/** The purchase in Holded: created exactly once, or found by our reference. */
export function createOnce(context: RunContext, contactId: string): Promise<StepResult<string>> {
  const { plan, externalRef } = context.push;
  const endpoint = plan.refund ? createPurchaseRefund : createPurchase;
  const body = purchaseBodyOf(plan, contactId, externalRef, context.usesCustomField);
  const write = async (): Promise<Result<string>> => {
    const created = await context.client.call(endpoint, { body });
    return created.ok ? ok(created.value.id) : created;
  };
  return writeOnce(context, { name: "create", look: () => findWritten(context, contactId), write, looksFirst: false });
}

/** The list of one supplier around one day is short; more pages mean that the filters were ignored. */
const maxPages = 25;

/**
 * Searches the supplier's purchases around the date for our reference. Lists show tags only, so where custom fields are
 * in use the purchases with our number are opened. One that is ours by everything but the reference is left to a person:
 * somebody may have typed the same invoice in.
 */
async function findWritten(context: RunContext, contactId: string): Promise<Result<string | null>> {
  const { plan, externalRef } = context.push;
  const { date, number } = plan.body;
  // The plan's schema admits calendar dates only.
  const day = date as PlainDate;
  const query = { contact_id: contactId, start_date: addDays(day, -1), end_date: addDays(day, 1) };
  const list = (cursor: string | undefined) =>
    context.client.call(listPurchases, { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } });
  const alike: Purchase[] = [];
  let isWhole = false;
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    // What cannot be read may be the one.
    if (page.value.unreadable.length > 0) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "shape" } });
    const found = page.value.items.find((purchase) => carriesReference(purchase, externalRef));
    if (found) return ok(found.id);
    isWhole = page.value.next === null;
    alike.push(
      ...page.value.items.filter(
        (one) => one.contactId === contactId && one.number !== null && numberKeyOf(one.number) === numberKeyOf(number),
      ),
    );
  }
  for (const { id } of alike) {
    const detail = await context.client.call(getPurchase, { params: { id } });
    if (!detail.ok) return detail;
    if (carriesReference(detail.value, externalRef)) return ok(id);
  }
  const [twin] = alike.filter((one) => one.date === date && one.tags.every((tag) => !tag.startsWith("vb")));
  if (twin) return fail({ code: "holded.outcome_unknown", retry: "never", detail: { ...placeToLook(context), candidate: twin.id } });
  // A search that was cut short has found nothing out.
  return isWhole ? ok(null) : fail({ code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) });
}
