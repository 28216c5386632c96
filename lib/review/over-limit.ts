import { toCents } from "@/lib/kernel/money";

/** Whether an amount, of either sign, has reached a limit in cents; null on either side: there is none. */
export function isOverLimit(amount: string | null, limitCents: number | null): boolean {
  if (limitCents === null || amount === null) return false;
  const cents = toCents(amount);
  return (cents < 0n ? -cents : cents) >= BigInt(limitCents);
}
