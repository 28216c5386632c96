import { type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";

/** Days within which a payment that names a settled invoice pays it again. */
const longestApart = 366;
/** Without a number only what is paid again at once. */
const atOnce = 10;
const someWho = 1.5;

/**
 * The document that a movement pays a second time: named by its number, or of the same payer and amount some days later, and
 * settled in full by another movement that is known. −1 where there is none. Nothing can be linked to it, so it says that the
 * movement has no document, and why.
 */
export function repeatedDocument(desk: Desk, one: Case): number {
  for (const hit of one.references.hits)
    for (const document of hit.documents) if (isPaidTwice(desk, one, document, longestApart)) return document;
  if (one.references.hits.length > 0 || one.references.numbers.some(({ hasLead }) => hasLead)) return -1;
  for (const [party, { llr, isThin }] of one.who.parties)
    if (llr >= someWho && !isThin)
      for (const document of desk.settledOf.get(party) ?? [])
        if (!desk.books.documents[document]?.recurring && isPaidTwice(desk, one, document, atOnce)) return document;
  return -1;
}

function isPaidTwice(desk: Desk, one: Case, document: number, longest: number): boolean {
  const { books } = desk;
  const source = books.documents[document];
  const paidOn = desk.paidOn[document] ?? 0;
  if (!source || paidOn === 0 || (books.left[document] ?? 0) !== 0) return false;
  if (source.currency !== one.movement.currency || (books.side[document] ?? 1) * source.total !== one.cents) return false;
  const apart = one.day - paidOn;
  if (apart < 0 || apart > longest) return false;
  const party = books.party[document] ?? -1;
  return one.who.parties.has(party) || (one.who.best <= 2 && (one.who.owners === null || one.who.owners.has(party)));
}
