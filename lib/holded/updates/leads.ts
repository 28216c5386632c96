import type { HoldedClient } from "@/lib/holded/client";
import { endpoint } from "@/lib/holded/endpoint";
import { getLead, leadBody, type Lead } from "@/lib/holded/endpoints/leads";
import { keepingRaw, mergeUpdate, withoutEmpty, type Rewrite, type UpdateOptions } from "@/lib/holded/merge-update";
import { Decimal } from "decimal.js";
import { ok, type Result } from "@/lib/kernel/result";

/** What of a lead can be changed. Its stage and its date have calls of their own; won and lost are a person's to say. */
export type LeadChange = {
  readonly name?: string;
  readonly contactId?: string;
  /** Decimals with a dot. */
  readonly value?: string;
  readonly potential?: string;
  readonly customFields?: readonly { readonly field: string; readonly value: string }[];
};

export function updateLead(client: HoldedClient, id: string, change: LeadChange, options?: UpdateOptions<Lead>): Promise<Result<Lead>> {
  return mergeUpdate(client, leads, id, change, options);
}

const putLead = endpoint({
  method: "PUT",
  path: "/leads/{id}",
  effect: "changes",
  permission: "crm:deals.write",
  body: leadBody.partial(),
});

const follows: Readonly<Record<keyof LeadChange, readonly string[]>> = {
  name: ["name"],
  contactId: ["contact_id", "contact_name"],
  value: ["value"],
  potential: ["potential"],
  customFields: ["custom_fields"],
};

const leads: Rewrite<Lead, LeadChange> = {
  read: (client, id) => client.call(keepingRaw(getLead), { params: { id } }),
  write: ({ value: held }, change) => {
    const wanted = { ...held, ...withoutEmpty(change) };
    const body = {
      ...withoutEmpty({
        funnel_id: held.funnelId,
        stage_id: held.stageId,
        contact_id: wanted.contactId,
        name: wanted.name === "" ? null : wanted.name,
        value: wanted.value === null ? null : Number(wanted.value),
        potential: wanted.potential === null ? null : Number(wanted.potential),
        due_date: held.dueDate,
      }),
      custom_fields: [...wanted.customFields],
    };
    return ok((client, id) => client.call(putLead, { params: { id }, body }));
  },
  unlike: ({ value: held }, change) => (Object.keys(change) as (keyof LeadChange)[]).filter((name) => !isAsWanted(held, change, name)),
  touches: (change) => (Object.keys(change) as (keyof LeadChange)[]).flatMap((name) => follows[name]),
  volatile: ["updated_at"],
  growing: ["events"],
};

function isAsWanted(held: Lead, change: LeadChange, name: keyof LeadChange): boolean {
  const wanted = change[name];
  if (wanted === undefined) return true;
  if (name === "customFields") {
    return (change.customFields ?? []).every(({ field, value }) =>
      held.customFields.some((one) => one.field === field && one.value === value),
    );
  }
  if (name === "value" || name === "potential") return held[name] !== null && new Decimal(held[name]).equals(change[name] ?? 0);
  return held[name] === wanted;
}
