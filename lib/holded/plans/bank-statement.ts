import { z } from "zod";
import { amount, holdedId } from "@/lib/holded/plans/parts";

/** One movement of a statement, as Holded takes it. `key` names it among those of the import. */
const newMovement = z.object({
  key: z.string().min(1).max(80),
  valueDate: z.iso.date(),
  /** Money out is negative. */
  amount,
  /** Of the account after it. */
  balance: amount,
  description: z.string().min(1).max(500),
});
export type NewMovement = z.infer<typeof newMovement>;

/**
 * Movements of a bank's statement that Holded does not have yet. They carry no reference: account, day, amount, balance and
 * text are all there is.
 */
export const bankStatementPlan = z.object({
  kind: z.literal("bank_statement"),
  accountId: holdedId,
  /** As a person knows it, to name the place. */
  accountName: z.string(),
  movements: z.array(newMovement).min(1).max(5_000),
  /**
   * How many movements of a day and amount stood in the account when a person approved; what is not named: none. More of
   * them since then means that somebody, or the bank's own feed, brought them in meanwhile.
   */
  standing: z.array(z.object({ valueDate: z.iso.date(), amount, count: z.int().min(1) })).max(5_000),
});
export type BankStatementPlan = z.infer<typeof bankStatementPlan>;
