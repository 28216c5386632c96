import type { ClearRule, MovementClass } from "@/lib/agents/reconciliation/engine/model";
import type { MatchingView, ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { Bucket, QueueRow } from "@/lib/review/view";

/** One movement of the list with its proposal; everything the row and the pane below it show. */
export type MovementRow = QueueRow & {
  readonly payload: ReconciliationPayload;
  /** What the matching said when it last looked; null: it has not yet. */
  readonly matching: MatchingView | null;
  /** Of how many movements of the same party and amount in this list it is one, and the how-manieth by date. */
  readonly twins: { readonly count: number; readonly place: number; readonly key: string } | null;
};

/** How many rows a choice of a filter would leave, the other filters as they are not. */
export type Facet<V extends string> = { readonly value: V; readonly label: string | null; readonly count: number };

export type MovementFacets = {
  readonly accounts: readonly Facet<string>[];
  readonly months: readonly Facet<string>[];
  readonly parties: readonly Facet<string>[];
  readonly reasons: readonly Facet<ClearRule>[];
  readonly classes: readonly Facet<MovementClass>[];
};

/** Money in and out of some movements, per currency: "121.00" and "-90.00". */
export type InAndOut = { readonly currency: string; readonly moneyIn: string; readonly moneyOut: string };

export type MovementPage = {
  readonly rows: readonly MovementRow[];
  readonly counts: Readonly<Record<Bucket, number>>;
  /** Rows that match the filter, before the page limit. */
  readonly total: number;
  /** Of those that match, how many one keystroke may approve together. */
  readonly clear: { readonly count: number; readonly totals: readonly InAndOut[] };
  /** Only with the first page. */
  readonly facets: MovementFacets | null;
};

/** A row as far as approving it together with others needs it. */
export type ClearRow = Pick<QueueRow, "id" | "version" | "payloadHash" | "title" | "party" | "amount" | "currency" | "state" | "risk">;
