import "server-only";
import type { DocumentRow } from "@/lib/agents/reconciliation/ledger";
import { documentRows } from "@/lib/agents/reconciliation/ledger-store";
import { flowOf, type SettledDocument } from "@/lib/agents/reconciliation/model";
import { isLeftToAPerson } from "@/lib/agents/reconciliation/hold-store";
import { foldCompanyName, numberKeyOf } from "@/lib/holded/keys";
import { literally } from "@/lib/holded/mirror/read";
import { fromCents, parseSpanishNumber, roundAmount, toCents } from "@/lib/kernel/money";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { cleanText } from "@/lib/review/storable";

/** An open document as a payload names it; `amount` is all that can still be settled of it, with the movement's sign. */
export type FoundDocument = SettledDocument & {
  /** What other approved movements will settle of it, as a size: `amount` is without it. */
  readonly reserved: string;
};

const most = 50;

/**
 * Open documents by a part of their number, by whose they are, or by their total or what is still to pay. `direction`: only
 * those that bring money in, or take it out. The best first: numbers that agree whole, amounts, then the oldest due.
 */
export async function searchOpenDocuments(
  tx: Tx,
  scope: CompanyScope,
  text: string,
  direction?: "in" | "out",
): Promise<readonly FoundDocument[]> {
  const ids = await idsFor(tx, scope, cleanText(text).trim().slice(0, 100));
  if (ids.length === 0) return [];
  const reserved = await reservedAmong(tx, scope, ids);
  const rows = await documentRows(tx, scope, Prisma.sql`m.holded_id IN (${Prisma.join([...ids])}) AND m.pending <> 0`);
  const sign = direction === "out" ? -1 : 1;
  const wanted = rows.filter((row) => isPayable(row) && (direction === undefined || flowOf(row) === sign));
  const key = numberKeyOf(text);
  const rank = (row: DocumentRow): number => (row.number !== null && numberKeyOf(row.number) === key ? 0 : 1);
  const ordered = wanted.sort(
    (a, b) => rank(a) - rank(b) || compare(a.dueDate ?? a.date ?? "", b.dueDate ?? b.date ?? "") || compare(a.id, b.id),
  );
  return ordered.slice(0, most).map((row) => foundOf(row, reserved.get(row.id) ?? 0n));
}

/** Drafts, what was cancelled, and what was paid too much take no payment. */
function isPayable({ status, isApproved, number, type, pending, total }: DocumentRow): boolean {
  const isSale = type !== "purchase" && type !== "purchaserefund";
  if (status === "cancelled" || status === "failed" || isApproved === false || (isSale && number === null)) return false;
  return pending.startsWith("-") === total.startsWith("-");
}

function foundOf(row: DocumentRow, reserved: bigint): FoundDocument {
  const { type, id, number, partyId, partyName, date, dueDate, total, pending, currency } = row;
  const size = toCents(pending.replace("-", ""));
  const free = size > reserved ? size - reserved : 0n;
  const amount = fromCents(flowOf(row) < 0 ? -free : free);
  return { type, id, number, partyId, partyName, date, dueDate, total, pending, currency, amount, reserved: fromCents(reserved) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Candidates, at most a few hundred: what the text may be, answered from two indexes. */
async function idsFor(tx: Tx, scope: CompanyScope, text: string): Promise<readonly string[]> {
  const [number, name, amount] = [numberKeyOf(text), foldCompanyName(text), parseSpanishNumber(text.replace(/€|EUR/giu, "").trim())];
  const own: Prisma.Sql[] = [];
  if (amount !== null) {
    const rounded = roundAmount(amount).replace("-", "");
    const both = Prisma.sql`IN (${rounded}::numeric, -(${rounded}::numeric))`;
    own.push(Prisma.sql`m.pending ${both}`, Prisma.sql`m.total ${both}`);
  }
  if (number.length >= 2 && /\d/.test(number)) own.push(Prisma.sql`m.number_key LIKE ${`%${literally(number)}%`}`);
  const ways = own.length === 0 ? [] : [Prisma.sql`SELECT m.holded_id AS id FROM mirror_object m WHERE ${open(scope)} AND (${Prisma.join(own, " OR ")}) LIMIT 300`]; // prettier-ignore
  if (name.length >= 2 && !/^\d+$/.test(name)) ways.push(byName(scope, name));
  if (ways.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT found.id FROM (${Prisma.join(ways.map((way) => Prisma.sql`(${way})`), " UNION ALL ")}) AS found`; // prettier-ignore
  return rows.map(({ id }) => id);
}

function byName(scope: CompanyScope, name: string): Prisma.Sql {
  const part = `%${literally(name)}%`;
  return Prisma.sql`SELECT m.holded_id AS id FROM mirror_object m WHERE ${open(scope)} AND m.contact_id IN (
    SELECT c.holded_id FROM mirror_object c WHERE c.company_id = ${scope.companyId}::uuid AND c.environment = ${scope.environment}
      AND c.resource = 'contact' AND c.deleted_at IS NULL AND c.folded_name LIKE ${part} LIMIT 50) LIMIT 300`;
}

const open = (scope: CompanyScope) => Prisma.sql`m.company_id = ${scope.companyId}::uuid AND m.environment = ${scope.environment}
  AND m.resource IN ('invoice', 'sales_receipt', 'credit_note', 'purchase') AND m.deleted_at IS NULL AND m.pending <> 0`;

/** What approved proposals, not yet written or left to a person in Holded, will settle of these documents. */
async function reservedAmong(tx: Tx, scope: CompanyScope, ids: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.$queryRaw<{ id: string; amount: string }[]>`
    SELECT d->>'id' AS id, d->>'amount' AS amount FROM proposal p, jsonb_array_elements(p.payload->'documents') d
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.kind = 'reconciliation'
      AND p.id IN (SELECT h.proposal_id FROM matching_hold h WHERE h.company_id = ${scope.companyId}::uuid
        AND h.environment = ${scope.environment} AND h.holded_id IN (${Prisma.join([...ids])}))
      AND (p.state IN ('approved', 'sending') OR ${isLeftToAPerson}) AND p.payload->>'choice' = 'match' AND d->>'id' IN (${Prisma.join([...ids])})`;
  const reserved = new Map<string, bigint>();
  for (const { id, amount } of rows) reserved.set(id, (reserved.get(id) ?? 0n) + toCents(amount.replace("-", "")));
  return reserved;
}
