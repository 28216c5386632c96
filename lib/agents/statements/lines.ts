import { fromCents } from "@/lib/kernel/money";
import { hashJson } from "@/lib/kernel/hash";
import { foldText } from "@/lib/language/fold";
import type { StatementLine } from "@/lib/agents/statements/model";
import type { Statement, StatementMovement, StatementParty } from "@/lib/documents/statements/model";
import type { StatementFacts } from "@/lib/kernel/statement-facts";

/** What is not known is left out. */
const said = <T extends Readonly<Record<string, unknown>>>(facts: T) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== false)) as {
    [K in keyof T]?: Exclude<T[K], null>;
  };

const party = ({ name, iban, taxId }: StatementParty) => said({ name, iban, taxId });

function factsOf(one: StatementMovement, format: Statement["format"]): StatementFacts {
  const { ultimateParty, bankReference, documentNo, mandate, creditorId, commonCode, ownCode, transactionCode, purpose } = one;
  const words = said({ ultimateParty, bankReference, documentNo, mandate, creditorId, commonCode, ownCode, transactionCode, purpose });
  const { isReversal, returnReason, batchSize } = one;
  return {
    format,
    bookingDate: one.bookingDate,
    text: one.text.slice(0, 2_000),
    printed: one.printed.slice(0, 20).map((line) => line.slice(0, 500)),
    ...party(one.counterparty),
    ...words,
    references: one.references.slice(0, 20).map((text) => text.slice(0, 140)),
    ...(one.original ? { original: { currency: one.original.currency, amount: fromCents(one.original.cents) } } : {}),
    ...(one.charges ? { charges: { amount: fromCents(one.charges.cents), isIncluded: one.charges.isIncluded } } : {}),
    ...said({ isReversal, returnReason, batchSize }),
    parts: one.parts.slice(0, 200).map((part) => ({
      amount: part.cents === null ? null : fromCents(part.cents),
      ...party(part.counterparty),
      text: part.text.slice(0, 500),
      references: part.references.slice(0, 10),
    })),
  };
}

/**
 * The movements of a statement with what they are recognised by. Equal ones are numbered in their order: of a statement that
 * holds three of a kind where two are known, the third is the new one, whichever file it came in.
 */
export function linesOf({ movements, format, account }: Statement): readonly StatementLine[] {
  const seen = new Map<string, number>();
  return movements.map((one) => {
    const { bookingDate, valueDate, cents, commonCode, transactionCode, references, bankReference } = one;
    const text = foldText(one.text).replace(/[^a-z0-9]+/gu, "");
    const owner = account.iban ?? account.number;
    // The bank's own id says it all; without one everything that is printed does.
    const marks = bankReference === null ? [commonCode ?? transactionCode, text, references] : [bankReference];
    const key = hashJson([owner, bookingDate, valueDate, String(cents), one.currency, marks]).slice(0, 32);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    const balance = one.balanceCents === null ? null : fromCents(one.balanceCents);
    return {
      key,
      nth,
      line: one.line,
      valueDate,
      amount: fromCents(cents),
      balance,
      text: one.text.slice(0, 2_000),
      take: cents === 0n ? "no" : "yes",
      why: cents === 0n ? "zero" : "new",
      holdedId: null,
      facts: factsOf(one, format),
    };
  });
}
