import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { poolOf } from "@/lib/agents/reconciliation/engine/indexes/books";
import { leftOrGhost, scoreSingle } from "@/lib/agents/reconciliation/engine/likelihood";
import { amount } from "@/lib/agents/reconciliation/engine/weights";

const mostDaysBack = 7;

/** Documents in another currency: the original amount printed, or the amount at the day's rate within spread and fee. */
export function foreignSingles(desk: Desk, one: Case): readonly Candidate[] {
  const { original } = one.movement;
  if (original && original.currency !== one.movement.currency) {
    const same = desk.books.byAmount.get(original.currency)?.get(one.side * Math.abs(original.cents)) ?? [];
    return same.filter((document) => isOpen(desk, one, document)).map((document) => settle(desk, one, document, 0));
  }
  if (desk.books.byAmount.size < 2) return [];
  const near = new Set<number>();
  for (const hit of one.references.hits) for (const document of hit.documents) near.add(document);
  for (const party of one.who.parties.keys())
    for (const document of poolOf(desk.books, party, one.side)) if (isOpen(desk, one, document)) near.add(document);
  const found: Candidate[] = [];
  for (const document of near) {
    if (!isOpen(desk, one, document)) continue;
    const worth = convert(desk, one, document);
    if (worth === null) continue;
    const gap = Math.abs(Math.abs(one.cents) - worth);
    const width = amount.fxWidth * worth + amount.fxFeeCents;
    if (gap <= width) found.push(settle(desk, one, document, -Math.log(width)));
  }
  return found;
}

function isOpen(desk: Desk, one: Case, document: number): boolean {
  const { books } = desk;
  const left = leftOrGhost(desk, document);
  return (
    left !== 0 &&
    books.documents[document]?.currency !== one.movement.currency &&
    (books.side[document] ?? 1) * left * one.cents > 0 &&
    one.day >= (books.issue[document] ?? 0)
  );
}

const settle = (desk: Desk, one: Case, document: number, log: number): Candidate =>
  scoreSingle(desk, one, { kind: "fx", document, cents: leftOrGhost(desk, document), residual: { kind: "fx", cents: 0 }, amount: log });

/** What is open of the document in the movement's currency at the day's rate, or the last one before it. */
function convert(desk: Desk, one: Case, document: number): number | null {
  const source = desk.books.documents[document];
  const left = Math.abs(leftOrGhost(desk, document));
  if (!source) return null;
  for (let day = one.day; day >= one.day - mostDaysBack; day--) {
    const rate = desk.ledger.surroundings.rates[isoOf(day)]?.[source.currency];
    if (rate) return Math.round(left / rate);
  }
  return source.openEur === null ? null : Math.abs(source.openEur);
}

const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
