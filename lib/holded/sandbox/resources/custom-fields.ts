import type { Call } from "../handler";
import { plansWithCustomFields } from "../switches";

export type CustomField = { readonly field?: string; readonly value?: string };

/** Custom fields where the plan has them; elsewhere they are dropped in silence, as unknown fields are. Assumed. */
export function keepCustomFields(call: Call, fields: readonly CustomField[] | undefined): readonly CustomField[] {
  if (!fields || fields.length === 0) return [];
  if (plansWithCustomFields.includes(call.switches.plan)) return fields;
  call.warn(`custom_fields were dropped: the plan "${call.switches.plan}" has none`);
  return [];
}
