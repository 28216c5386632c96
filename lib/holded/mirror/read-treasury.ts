import "server-only";
import { z } from "zod";
import { between, newestFirst, readObject, readObjects } from "@/lib/holded/mirror/read";
import type { Tx } from "@/lib/platform/db/scope";

const word = z.string().nullable().default(null);

const storedMovement = z.object({
  id: z.string(),
  accountId: word,
  description: z.string(),
  note: word,
  /** Money out is negative. */
  amount: z.string(),
  currency: word,
  balance: word,
  bookingDate: word,
  valueDate: word,
  status: word,
  reconciledAmount: word,
});
export type MirroredMovement = z.infer<typeof storedMovement>;

export type MovementQuery = {
  readonly accountId?: string;
  /** pending, partial, reconciled, forced_reconciled */
  readonly statuses?: readonly string[];
  /** Value dates, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  /** "-121.00" */
  readonly amount?: string;
  readonly limit?: number;
};

/** Bank movements that agree with everything asked for, the newest first. */
export function findMovements(tx: Tx, query: MovementQuery): Promise<readonly MirroredMovement[]> {
  const { accountId, statuses, from, to, amount, limit = 200 } = query;
  const where = {
    ...(accountId === undefined ? {} : { parentId: accountId }),
    ...(statuses === undefined ? {} : { status: { in: [...statuses] } }),
    ...(amount === undefined ? {} : { total: amount }),
    ...between(from, to),
  };
  return readObjects(tx, "bank_movement", storedMovement, { where, orderBy: newestFirst, limit });
}

/** Movements of which no document explains all, the newest first. */
export function openMovements(
  tx: Tx,
  query: Pick<MovementQuery, "accountId" | "from" | "to" | "limit">,
): Promise<readonly MirroredMovement[]> {
  const { accountId, from, to, limit = 500 } = query;
  const where = {
    ...(accountId === undefined ? {} : { parentId: accountId }),
    NOT: { pending: 0 },
    pending: { not: null },
    ...between(from, to),
  };
  return readObjects(tx, "bank_movement", storedMovement, { where, orderBy: newestFirst, limit });
}

export function findMovement(tx: Tx, holdedId: string): Promise<MirroredMovement | null> {
  return readObject(tx, "bank_movement", storedMovement, holdedId);
}

const storedPayment = z.object({
  id: z.string(),
  treasuryId: word,
  contactId: word,
  amount: z.string(),
  description: word,
  date: word,
  status: word,
  /** Whether a bank movement stands behind it: pending, reconciled, partial_reconciled. */
  reconciliation: word,
  documentType: word,
  documentId: word,
});
export type MirroredPayment = z.infer<typeof storedPayment>;

/** The payments of one document. */
export function paymentsOf(tx: Tx, documentId: string): Promise<readonly MirroredPayment[]> {
  return readObjects(tx, "payment", storedPayment, { where: { parentId: documentId }, orderBy: newestFirst, limit: 100 });
}
