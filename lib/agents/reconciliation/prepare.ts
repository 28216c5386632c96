import type { Decision } from "@/lib/agents/reconciliation/engine/model";
import { knownOf, type ReconciliationFacts, type TakenBack } from "@/lib/agents/reconciliation/facts";
import type { DocumentRow, LedgerRows, MovementRow } from "@/lib/agents/reconciliation/ledger";
import type { MatchingView, ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { payloadOf, viewOf, withoutRejected } from "@/lib/agents/reconciliation/proposal";
import { reviewReconciliation, riskOfReconciliation, standingOfReconciliation } from "@/lib/agents/reconciliation/propose";
import type { Reservations } from "@/lib/agents/reconciliation/push";
import { rowOf } from "@/lib/agents/reconciliation/row";
import type { Reason } from "@/lib/kernel/evidence";
import { hashJson, sha256 } from "@/lib/kernel/hash";
import { fromCents, toCents } from "@/lib/kernel/money";
import type { Risk, Standing } from "@/lib/review/model";

/** What is kept of one movement: the choice, what the checks say of it, and the matching's own words. */
export type Prepared = {
  readonly movementId: string;
  readonly payload: ReconciliationPayload;
  readonly payloadHash: string;
  readonly row: ReturnType<typeof rowOf>;
  readonly reasons: readonly Reason[];
  readonly risk: Risk;
  readonly standing: Standing;
  readonly view: MatchingView;
  /** Of all of the above: the same again is not written. */
  readonly fingerprint: string;
};

/** What was looked at, and what people have decided of it already. */
type Surveyed = {
  readonly rows: LedgerRows;
  readonly reservations: Reservations;
  /** Movements about which something is approved. */
  readonly decided: ReadonlySet<string>;
  /** Movements that a person called one side of a transfer. */
  readonly transfers: ReadonlySet<string>;
  /** What people rejected of each movement as it is now, as `decisionKey` says it. */
  readonly rejected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Movements whose approval by a rule came back to people. */
  readonly takenBack: ReadonlyMap<string, TakenBack>;
  readonly today: string;
  readonly typedFromCents: number | null;
  readonly engineVersion: string;
};

/** Turns answers of the matching into what is proposed, thousands at a time: the facts of each come from one reading of the copy. */
export class Preparation {
  private readonly surveyed: Surveyed;
  private readonly documents: ReadonlyMap<string, DocumentRow>;
  private readonly movements: ReadonlyMap<string, MovementRow>;
  private readonly byAmount = new Map<string, MovementRow[]>();

  constructor(surveyed: Surveyed) {
    this.surveyed = surveyed;
    this.documents = new Map(surveyed.rows.documents.map((row) => [row.id, row]));
    this.movements = new Map(surveyed.rows.movements.map((row) => [row.line.id, row]));
    for (const row of surveyed.rows.movements) this.byAmount.set(row.line.amount, [...(this.byAmount.get(row.line.amount) ?? []), row]);
  }

  /** What the matching proposes for a movement; null: it is none of those that were looked at. */
  propose(decision: Decision): Prepared | null {
    const row = this.movements.get(decision.movementId);
    if (!row) return null;
    const found = viewOf(decision, row.line, this.documents, this.surveyed.engineVersion);
    const view = withoutRejected(found, this.surveyed.rejected.get(row.line.id) ?? new Set());
    return this.judge(payloadOf(view, row.line), view);
  }

  /** Whether this is what people had rejected of a movement when it was surveyed. */
  knowsRejected(movementId: string, now: ReadonlySet<string> = new Set()): boolean {
    const known = this.surveyed.rejected.get(movementId) ?? new Set();
    return known.size === now.size && [...now].every((one) => known.has(one));
  }

  /** What the checks say of a choice, the matching's or a person's, beside the matching's own words. */
  judge(payload: ReconciliationPayload, view: MatchingView): Prepared {
    return preparedOf(payload, view, this.factsOf(payload, view));
  }

  private factsOf(payload: ReconciliationPayload, matching: MatchingView): ReconciliationFacts {
    const { rows, reservations, decided, takenBack, today, typedFromCents } = this.surveyed;
    const known = this.movements.get(payload.movement.id);
    const found = payload.documents.flatMap(({ id }) => this.documents.get(id) ?? []);
    const isOpen = known?.status === "pending" || known?.status === "partial";
    return {
      today,
      closedThrough: rows.closedThrough,
      movement: known ? { ...known.line, isOpen } : null,
      documents: new Map(found.map((row) => [row.id, knownOf(row, reservations.get(row.id) ?? [])])),
      isDecidedElsewhere: decided.has(payload.movement.id),
      twin: payload.choice === "match" ? this.twinOf(payload) : null,
      takenBack: takenBack.get(payload.movement.id) ?? null,
      typedFromCents,
      matching,
    };
  }

  private twinOf({ movement }: ReconciliationPayload): ReconciliationFacts["twin"] {
    const opposite = this.byAmount.get(fromCents(-toCents(movement.amount))) ?? [];
    const near = opposite.filter(
      ({ line }) => line.accountId !== movement.accountId && Math.abs(daysApart(line.valueDate, movement.valueDate)) <= 3,
    );
    const found = near.find(({ line }) => this.surveyed.transfers.has(line.id)) ?? near[0];
    if (!found) return null;
    const { accountName, valueDate, id } = found.line;
    return { accountName, date: valueDate, isDecided: this.surveyed.transfers.has(id) };
  }
}

/** A choice as it is kept, with what the checks say of it. Pure. */
export function preparedOf(payload: ReconciliationPayload, view: MatchingView, facts: ReconciliationFacts): Prepared {
  const reasons = reviewReconciliation(payload, facts);
  const judged = { reasons, risk: riskOfReconciliation(reasons), standing: standingOfReconciliation(payload, reasons) };
  const payloadHash = hashJson(payload);
  const fingerprint = sha256(JSON.stringify([payloadHash, view, judged]));
  return { movementId: payload.movement.id, payload, payloadHash, row: rowOf(payload), ...judged, view, fingerprint };
}

const daysApart = (a: string, b: string): number => (Date.parse(a) - Date.parse(b)) / 86_400_000;
