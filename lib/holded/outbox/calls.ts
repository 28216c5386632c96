import type { PushKindName } from "@/lib/holded/push-plan";

/**
 * What one approved write of each kind costs in calls to Holded when nothing goes wrong: the reads before it, the writes,
 * and the read-back. `usual` is the plan as agents mostly make it, with a contact that Holded knows; `newContact` comes on
 * top where the contact has to be searched for and made.
 */
type CallCost = { readonly usual: number; readonly newContact: number };

const searchAndMake = 5;

const costs: Readonly<Record<PushKindName, CallCost>> = {
  /** create, attach, read, list of attachments */
  purchase: { usual: 4, newContact: searchAndMake },
  /** read for each change, merged read, write, read, read-back */
  contact: { usual: 6, newContact: searchAndMake },
  /** create, read */
  estimate: { usual: 2, newContact: searchAndMake },
  /** look, read, write, read, read-back */
  estimate_change: { usual: 5, newContact: 0 },
  estimate_send: { usual: 1, newContact: 0 },
  /** movement, document, reconcile, movement, document */
  reconcile: { usual: 5, newContact: 0 },
  /** list, one block, list; every further hundred movements are two more */
  bank_statement: { usual: 3, newContact: 0 },
  /** document, payments, pay, payments, document */
  payment: { usual: 5, newContact: 0 },
  /** create, note with its read before, task with its read before, event, lead, event */
  lead: { usual: 8, newContact: searchAndMake },
  /** lead, note, lead */
  lead_note: { usual: 3, newContact: 0 },
  /** lead, task, lead */
  lead_task: { usual: 3, newContact: 0 },
  /** lead twice, stage, lead */
  lead_stage: { usual: 4, newContact: 0 },
  /** event, read */
  event: { usual: 2, newContact: 0 },
  /** list of the project, one entry, list; every further entry is one more */
  project_time: { usual: 3, newContact: 0 },
  /** paper, attach, paper */
  inbox_attach: { usual: 3, newContact: 0 },
};

/** Calls that one approved write of this kind costs, for the forecast. Pure. */
export function callsOf(kind: PushKindName): CallCost {
  return costs[kind];
}
