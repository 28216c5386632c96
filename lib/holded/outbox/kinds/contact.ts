import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import { getContact, type Contact } from "@/lib/holded/endpoints/contacts";
import { contactRow } from "@/lib/holded/mirror/rows";
import { mustBe, type Difference } from "@/lib/holded/outbox/compare";
import { contactKeys } from "@/lib/holded/outbox/contact-keys";
import { pause, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import type { PushKind, Written } from "@/lib/holded/outbox/kind";
import { stillSo } from "@/lib/holded/outbox/steps/changed";
import { ensureContact } from "@/lib/holded/outbox/steps/contact";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { lastMade } from "@/lib/holded/outbox/made-store";
import { writeOnce } from "@/lib/holded/outbox/write-once";
import type { ContactChange, ContactField, ContactPlan } from "@/lib/holded/plans/contact";
import { updateContact } from "@/lib/holded/updates/contacts";

/** Finds or makes a contact and completes it: read, merged, written whole and read again, so that nothing is blanked. */
export const contact: PushKind<ContactPlan> = {
  main: "contact",
  harmless: ["contact"],
  own: ["contact", "update"],
  conflicts: (plan) => (plan.contact.mode === "known" ? [`contact:${plan.contact.id}`] : contactKeys(plan.contact)),
  place: (plan) =>
    plan.contact.mode === "known" ? { contact: plan.contact.id } : { name: plan.contact.name, code: plan.contact.code ?? "" },
  async carry(context, plan) {
    const found = await ensureContact(context, plan.contact);
    if (!found.ok) return found;
    const completed = plan.changes.length === 0 ? found : await completeOnce(context, found.value, plan.changes);
    return completed.ok ? readBack(context, found.value, plan.changes) : completed;
  },
};

function completeOnce(context: RunContext, id: string, changes: readonly ContactChange[]): Promise<StepResult<string>> {
  const { client, readLagMs } = context;
  const look = async (): Promise<StepResult<string | null>> => {
    const now = await client.call(getContact, { params: { id } });
    return now.ok ? ok(differencesOf(now.value, changes).length === 0 ? id : null) : now;
  };
  const prepare = async (): Promise<StepResult<Record<string, string>>> => {
    const early = await afterOthers(context, id);
    if (early) return early;
    const now = await client.call(getContact, { params: { id } });
    if (!now.ok) return now;
    for (const { field, from, to } of changes) {
      const value = valueOf(now.value, field);
      const isAsSeen = isSame(field, value, from) || isSame(field, value, to);
      const same = await stillSo(context, isAsSeen, { field, approved: from ?? "", now: value });
      if (!same.ok) return same;
    }
    return ok({ of: id });
  };
  const write = async (): Promise<Result<string>> => {
    const written = await updateContact(client, id, bodyOf(changes), { readLagMs });
    return written.ok ? ok(id) : written;
  };
  return writeOnce(context, { name: "update", look, write, prepare, looksFirst: true });
}

/** A read that does not show yet what another of our writes just changed would take it back. */
async function afterOthers({ scope, push, readLagMs, now }: RunContext, id: string): Promise<StepResult<never> | null> {
  const last = await scope.read((tx) => lastMade(tx, scope, push.id, "update", id));
  const waitMs = last === null ? 0 : last.getTime() + readLagMs - now().getTime();
  return waitMs > 0 ? pause(waitMs) : null;
}

async function readBack(context: RunContext, id: string, changes: readonly ContactChange[]): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const now = await context.client.call(getContact, { params: { id } });
  if (!now.ok) return now;
  const differences = differencesOf(now.value, changes);
  const judged = await verdict(context, id, differences);
  return judged.ok ? ok({ holdedId: id, differences, mirror: [{ resource: "contact", row: contactRow(now.value) }] }) : judged;
}

function differencesOf(held: Contact, changes: readonly ContactChange[]): readonly Difference[] {
  return changes.flatMap(({ field, to }) => {
    const value = valueOf(held, field);
    return isSame(field, value, to) ? [] : mustBe(field, to, value);
  });
}

/** Holded writes the addresses of mails in small letters. */
function isSame(field: ContactField, a: string | null, b: string | null): boolean {
  const tidy = (text: string | null) => (field === "email" ? text?.toLowerCase() : text)?.trim() ?? "";
  return tidy(a) === tidy(b);
}

function valueOf({ address, ...held }: Contact, field: ContactField): string | null {
  switch (field) {
    case "name":
    case "code":
    case "email":
    case "phone":
    case "mobile":
      return held[field];
    default:
      return address?.[field] ?? null;
  }
}

function bodyOf(changes: readonly ContactChange[]): Parameters<typeof updateContact>[2] {
  const to = (field: ContactField) => changes.find((one) => one.field === field)?.to;
  const given = (entries: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  const address = given({
    address: to("address"),
    city: to("city"),
    postal_code: to("postalCode"),
    province: to("province"),
    country_code: to("countryCode"),
  });
  return {
    ...given({ name: to("name"), code: to("code"), email: to("email"), phone: to("phone"), mobile: to("mobile") }),
    ...(Object.keys(address).length === 0 ? {} : { bill_address: address }),
  };
}
