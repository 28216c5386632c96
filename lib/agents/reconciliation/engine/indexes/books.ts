import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { type Ledger, type OpenDocument, type Party } from "@/lib/agents/reconciliation/engine/model";

/** The documents as columns, sorted by issue date and id; `left` falls while movements are decided. */
export type Books = {
  readonly documents: readonly OpenDocument[];
  readonly parties: readonly Party[];
  readonly count: number;
  /** +1 issued, −1 received: money that comes in when the document is positive. */
  readonly side: Int8Array;
  /** Unpaid, in the document's currency and with its sign. */
  readonly left: Float64Array;
  readonly issue: Int32Array;
  readonly due: Int32Array;
  readonly party: Int32Array;
  readonly isLive: Uint8Array;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Party × 2 + (received ? 1 : 0) → live documents by issue date. */
  readonly pools: readonly (readonly number[])[];
  /** Currency → signed cents (side × left when opened) → live documents by due date. */
  readonly byAmount: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>;
  /** Live documents by side: [issued, received]. */
  readonly liveBySide: readonly [number, number];
};

export function openBooks(ledger: Ledger): Books {
  const documents = ledger.documents.slice().sort((a, b) => compare(a.issueDate, b.issueDate) || compare(a.id, b.id));
  const parties = ledger.parties.slice().sort((a, b) => compare(a.id, b.id));
  const partyAt = new Map(parties.map((party, at) => [party.id, at]));
  const count = documents.length;
  const books = {
    side: new Int8Array(count),
    left: new Float64Array(count),
    issue: new Int32Array(count),
    due: new Int32Array(count),
    party: new Int32Array(count),
    isLive: new Uint8Array(count),
  };
  const indexOf = new Map<string, number>();
  const pools: number[][] = parties.flatMap(() => [[], []]);
  const byAmount = new Map<string, Map<number, number[]>>();
  const liveBySide: [number, number] = [0, 0];
  documents.forEach((document, at) => {
    indexOf.set(document.id, at);
    const side = document.direction === "issued" ? 1 : -1;
    books.side[at] = side;
    books.issue[at] = dayOf(document.issueDate);
    books.due[at] = document.dueDate === null ? books.issue[at] : dayOf(document.dueDate);
    books.party[at] = partyAt.get(document.partyId) ?? -1;
    if (document.open === 0 || (document.status !== "open" && document.status !== "partial")) return;
    books.isLive[at] = 1;
    books.left[at] = document.open;
    liveBySide[side === 1 ? 0 : 1]++;
    pools[books.party[at] * 2 + (side === 1 ? 0 : 1)]?.push(at);
    const amounts = byAmount.get(document.currency) ?? new Map<number, number[]>();
    byAmount.set(document.currency, amounts);
    const key = side * document.open;
    const same = amounts.get(key);
    if (same) same.push(at);
    else amounts.set(key, [at]);
  });
  for (const amounts of byAmount.values())
    for (const same of amounts.values()) if (same.length > 1) same.sort((a, b) => (books.due[a] ?? 0) - (books.due[b] ?? 0) || a - b);
  return { documents, parties, count, ...books, indexOf, pools, byAmount, liveBySide };
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Live documents of a party on one side, oldest first. */
export const poolOf = (books: Books, party: number, side: 1 | -1): readonly number[] => books.pools[party * 2 + (side === 1 ? 0 : 1)] ?? [];
