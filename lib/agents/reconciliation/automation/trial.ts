import type {
  Allocation,
  Decision,
  HypothesisKind,
  Ledger,
  Memory,
  Movement,
  OpenDocument,
  Policy,
} from "@/lib/agents/reconciliation/engine/model";

/** What was paid of a document and when: what the document owed on an earlier day. Cents with the sign of the document. */
export type Paid = { readonly documentId: string; readonly date: string; readonly cents: number };

export type TrialInput = {
  /** As it stands now. `reconciledWith` of settled movements is what people did; where it is null nobody knows. */
  readonly ledger: Ledger;
  readonly payments: readonly Paid[];
  /** First day of the trial, and the day after its last: calendar days. */
  readonly from: string;
  readonly until: string;
};

export type TrialMistake = { readonly movementId: string; readonly proposed: readonly Allocation[]; readonly done: readonly Allocation[] };

/** Of one kind of match: how many would have been linked without a person, and how many of them as people did. */
export type TrialLine = {
  readonly kind: HypothesisKind;
  readonly cleared: number;
  readonly right: number;
  readonly mistakes: readonly TrialMistake[];
};

export type Trial = {
  readonly from: string;
  readonly until: string;
  /** Movements of the time whose documents are known, those without a document among them. */
  readonly movements: number;
  readonly lines: readonly TrialLine[];
};

export type Matcher = (ledger: Ledger, memory: Memory, policy: Policy) => readonly Decision[];

const nothing: Memory = { aliases: [], ibans: [], delays: [], habits: [], rejected: [], classes: [] };
const mostMistakes = 20;

/**
 * What the matching would have linked by itself, month by month, with only what was known when each month began: documents
 * owe what they owed then, later movements are not there, and what people did in the month is taken away and compared
 * with what the matching calls clear. It remembers nothing of the time after.
 */
export function trialOf(input: TrialInput, match: Matcher, policy: Policy): Trial {
  const counts = new Map<HypothesisKind, { cleared: number; right: number; mistakes: TrialMistake[] }>();
  const documents = new Map(input.ledger.documents.map((one) => [one.id, one]));
  const paid = paidByDocument(input.payments);
  let movements = 0;
  for (const [from, until] of monthsBetween(input.from, input.until)) {
    const asked = new Map(input.ledger.movements.filter((one) => isAsked(one, documents, from, until)).map((one) => [one.id, one]));
    if (asked.size === 0) continue;
    movements += asked.size;
    for (const decision of match(ledgerAt(input.ledger, paid, asked, from, until), nothing, policy)) {
      const movement = asked.get(decision.movementId);
      if (movement && decision.status === "clear" && decision.chosen)
        count(counts, decision.chosen.kind, decision.chosen.allocations, movement);
    }
  }
  const lines = [...counts].map(([kind, line]) => ({ kind, ...line })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return { from: input.from, until: input.until, movements, lines };
}

function count(
  counts: Map<HypothesisKind, { cleared: number; right: number; mistakes: TrialMistake[] }>,
  kind: HypothesisKind,
  proposed: readonly Allocation[],
  { id, reconciledWith }: Movement,
): void {
  const line = counts.get(kind) ?? { cleared: 0, right: 0, mistakes: [] };
  counts.set(kind, line);
  const done = reconciledWith ?? [];
  line.cleared += 1;
  if (sameAllocations(proposed, done)) line.right += 1;
  else if (line.mistakes.length < mostMistakes) line.mistakes.push({ movementId: id, proposed, done });
}

/** The same documents with the same amounts, in any order. */
export function sameAllocations(one: readonly Allocation[], other: readonly Allocation[]): boolean {
  const key = (allocations: readonly Allocation[]) => allocations.map(({ documentId, cents }) => `${documentId} ${cents}`).sort().join("\n"); // prettier-ignore
  return key(one) === key(other);
}

/** A movement of the time whose documents are known and still there. */
function isAsked(
  { valueDate, reconciledWith }: Movement,
  documents: ReadonlyMap<string, OpenDocument>,
  from: string,
  until: string,
): boolean {
  if (reconciledWith === null || valueDate < from || valueDate >= until) return false;
  return reconciledWith.every(({ documentId }) => documents.has(documentId));
}

function ledgerAt(
  ledger: Ledger,
  paid: ReadonlyMap<string, readonly Paid[]>,
  asked: ReadonlyMap<string, Movement>,
  from: string,
  until: string,
): Ledger {
  const movements = ledger.movements.flatMap((movement): Movement[] => {
    if (asked.has(movement.id)) return [{ ...movement, status: "pending", reconciledCents: 0, reconciledWith: null }];
    return movement.valueDate < from && movement.status === "reconciled" ? [movement] : [];
  });
  const documents = ledger.documents
    .filter(({ issueDate }) => issueDate < until)
    .map((one) => documentAt(one, paid.get(one.id) ?? [], from));
  return { ...ledger, movements, documents, surroundings: { ...ledger.surroundings, closedThrough: null } };
}

/** A document as it stood when that day began. */
function documentAt(document: OpenDocument, paid: readonly Paid[], day: string): OpenDocument {
  if (document.status === "void" || document.status === "draft") return document;
  const later = paid.reduce((sum, { date, cents }) => sum + (date >= day ? cents : 0), 0);
  const open = within(document.open + later, document.total);
  const openEur =
    document.openEur === null || document.open === 0
      ? document.currency === "EUR"
        ? open
        : null
      : Math.round((document.openEur * open) / document.open);
  return { ...document, open, openEur, status: open === 0 ? "paid" : open === document.total ? "open" : "partial" };
}

/** Payments in excess leave nothing more to owe than the document is for. */
const within = (open: number, total: number): number =>
  total >= 0 ? Math.min(Math.max(open, 0), total) : Math.max(Math.min(open, 0), total);

function paidByDocument(payments: readonly Paid[]): ReadonlyMap<string, readonly Paid[]> {
  const found = new Map<string, Paid[]>();
  for (const payment of payments) {
    const same = found.get(payment.documentId);
    if (same) same.push(payment);
    else found.set(payment.documentId, [payment]);
  }
  return found;
}

/** [first day, day after the last] of each calendar month from one day to another. */
export function monthsBetween(from: string, until: string): readonly (readonly [string, string])[] {
  const months: (readonly [string, string])[] = [];
  for (let start = from; start < until;) {
    const [year = 0, month = 0] = start.split("-").map(Number);
    const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
    months.push([start, next < until ? next : until]);
    start = next;
  }
  return months;
}
