import type { CollectionDefinition } from "../collection";
import type { CustomField } from "./custom-fields";

/** A note as the lead's timeline shows it. `event_id` is the note's id. */
export type LeadEvent = {
  readonly event_id: string;
  readonly type: "note";
  readonly title: string;
  readonly description: string | null;
  readonly created_at: string;
  readonly user_id: string;
};
export type LeadTask = { readonly task_id: string; readonly name: string; readonly status: number };

/** A lead as it is kept. */
export type Lead = {
  readonly id: string;
  readonly user_id: string;
  readonly funnel_id: string;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly name: string;
  readonly person_id: string | null;
  readonly person_name: string | null;
  /** Decimal with a dot. */
  readonly value: string;
  /** Per cent, decimal with a dot. */
  readonly potential: string;
  readonly due_date: string | null;
  readonly stage_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly custom_fields: readonly CustomField[];
  /** No field of the API sets it: a person closes a lead in Holded. */
  readonly status: "open" | "won" | "lost";
  readonly events: readonly LeadEvent[];
  readonly tasks: readonly LeadTask[];
  readonly files: readonly string[];
};

export const leads: CollectionDefinition<Lead> = {
  name: "leads",
  indexes: { funnel_id: (lead) => lead.funnel_id, contact_id: (lead) => lead.contact_id },
};
