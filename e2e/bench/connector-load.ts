import type { Plan } from "@/lib/holded/quota";
import type { Purpose } from "@/lib/holded/retry";

/** What one process asks of one account of the local Holded. */
export type Load = {
  readonly name: string;
  readonly plan: Plan;
  readonly accountKey: string;
  readonly companyId: string;
  readonly token: string;
  /** Callers of each purpose that call as fast as they are let. */
  readonly callers: Readonly<Partial<Record<Purpose, number>>>;
  /** One approved write so often, from one of the processes. */
  readonly writeEveryMs: number | null;
};

export type Orders = { readonly baseUrl: string; readonly loads: readonly Load[] };

export type Report = {
  /** Milliseconds of the writes made at intervals, by plan: from asking for them to their answer. */
  readonly writes: Readonly<Record<string, readonly number[]>>;
  /** Calls that ended otherwise than with an answer or with being told to come later. */
  readonly troubles: number;
};
