import "server-only";
import type { Tx } from "@/lib/platform/db/scope";

/**
 * Two accounts turned out to be one: the windows of the first go into those of the second. The larger count wins, because
 * each was corrected by what Holded said of the same account. A ring keeps as many slots as it has: the busier of both
 * times stands in each. What waits or is on its way under the first key finds no windows there any more.
 */
export async function mergeWindows(tx: Tx, from: string, to: string): Promise<void> {
  await tx.$queryRaw`
    SELECT account_key FROM quota_window WHERE account_key IN (${from}, ${to}) AND span = 'minute' ORDER BY account_key FOR UPDATE`;
  const spans = await tx.quotaWindow.findMany({ where: { accountKey: to }, select: { span: true } });
  const there = spans.map(({ span }) => span);
  for (const row of await tx.quotaWindow.findMany({ where: { accountKey: from }, select: { span: true } })) {
    await (there.includes(row.span) ? mergeOne : moveOne)(tx, from, to, row.span);
  }
  await tx.quotaWindow.deleteMany({ where: { accountKey: from } });
  await tx.quotaSlot.deleteMany({ where: { accountKey: from } });
  await tx.quotaClaim.deleteMany({ where: { accountKey: from } });
}

async function moveOne(tx: Tx, from: string, to: string, span: string): Promise<void> {
  await tx.quotaWindow.updateMany({ where: { accountKey: from, span }, data: { accountKey: to } });
  await tx.quotaSlot.updateMany({ where: { accountKey: from, span }, data: { accountKey: to } });
}

async function mergeOne(tx: Tx, from: string, to: string, span: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE quota_window w SET
      used = CASE WHEN f.starts_at > w.starts_at THEN f.used WHEN f.starts_at < w.starts_at THEN w.used ELSE greatest(w.used, f.used) END,
      tail = CASE WHEN f.starts_at > w.starts_at THEN f.tail WHEN f.starts_at < w.starts_at THEN w.tail ELSE greatest(w.tail, f.tail) END,
      starts_at = greatest(w.starts_at, f.starts_at),
      blocked_until = greatest(w.blocked_until, f.blocked_until),
      others_until = greatest(w.others_until, f.others_until)
    FROM quota_window f
    WHERE w.account_key = ${to} AND w.span = ${span} AND f.account_key = ${from} AND f.span = ${span}`;
  await tx.$executeRaw`
    WITH gone AS (SELECT free_at, row_number() OVER (ORDER BY free_at DESC, id) AS place FROM quota_slot WHERE account_key = ${from} AND span = ${span}),
         kept AS (SELECT id, row_number() OVER (ORDER BY free_at DESC, id) AS place FROM quota_slot WHERE account_key = ${to} AND span = ${span})
    UPDATE quota_slot s SET free_at = gone.free_at FROM kept JOIN gone USING (place) WHERE s.id = kept.id AND gone.free_at > s.free_at`;
}
