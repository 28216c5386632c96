import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";

/** The movements of one party and one amount that are on screen, the oldest first. */
export function twinsOf(rows: readonly (MovementRow | undefined)[], row: MovementRow): readonly MovementRow[] {
  const key = row.twins?.key;
  const group = key === undefined ? [] : rows.filter((one): one is MovementRow => one?.twins?.key === key && one.state === "open");
  return [...group].sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.id.localeCompare(b.id));
}

/** Of identical documents the oldest is paid first: each movement of the group gets its document by that order. */
export function oldestFirst(group: readonly MovementRow[]): ReadonlyMap<string, ReconciliationPayload> {
  const documents = group
    .flatMap(({ payload }) => payload.documents)
    .sort(
      (a, b) => (a.dueDate ?? a.date ?? "").localeCompare(b.dueDate ?? b.date ?? "") || (a.number ?? a.id).localeCompare(b.number ?? b.id),
    );
  const isOneEach =
    group.every(({ payload }) => payload.documents.length === 1) && new Set(documents.map(({ id }) => id)).size === group.length;
  if (!isOneEach) return new Map();
  return new Map(
    group.map(({ id, payload }, place) => {
      const document = documents[place];
      return [id, document === undefined ? payload : { ...payload, documents: [document] }];
    }),
  );
}

const dayOf = ({ payload: { movement } }: MovementRow): string => movement.bookingDate ?? movement.valueDate;
