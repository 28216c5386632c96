import { z } from "zod";

const word = z.string().optional();
const party = { name: word, iban: word, taxId: word };

/** What a bank's statement says of a movement beyond day, amount and text. What is not said is left out. */
export const statementFacts = z.object({
  format: z.enum(["n43", "camt", "csv"]),
  bookingDate: z.iso.date(),
  /** As printed, before it was cut to what Holded takes, and the lines below it. */
  text: z.string(),
  printed: z.array(z.string()).default([]),
  ...party,
  ultimateParty: word,
  references: z.array(z.string()).default([]),
  bankReference: word,
  documentNo: word,
  mandate: word,
  creditorId: word,
  /** Norma 43: common concept, and the bank's own. */
  commonCode: word,
  ownCode: word,
  /** camt: "PMNT/RCDT/ESCT". */
  transactionCode: word,
  purpose: word,
  /** In the currency of origin, "1000.00". */
  original: z.object({ currency: z.string(), amount: z.string() }).optional(),
  charges: z.object({ amount: z.string(), isIncluded: z.boolean() }).optional(),
  isReversal: z.boolean().optional(),
  returnReason: word,
  batchSize: z.int().optional(),
  /** The payments of a batch, with their own amounts where the bank names them. */
  parts: z.array(z.object({ amount: z.string().nullable(), ...party, text: z.string(), references: z.array(z.string()) })).default([]),
});
export type StatementFacts = z.infer<typeof statementFacts>;
