import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { perMode, cents, count, date, flag, inOneFormat, words } from "@/lib/holded/endpoints/fields";

const ledgerLine = perMode((mode) =>
  z
    .object({
      entry_number: count,
      line: count,
      date,
      type: text,
      description: text,
      doc_description: text,
      account: z.union([z.string(), z.number()]).nullish(),
      debit: cents(mode),
      credit: cents(mode),
      tags: words,
      checked: flag,
    })
    .refine((raw) => raw.debit !== null || raw.credit !== null, "a line without amount")
    .transform((raw) => ({
      entryNumber: raw.entry_number,
      line: raw.line,
      date: raw.date,
      type: raw.type,
      description: raw.description ?? "",
      documentDescription: raw.doc_description,
      /** The number of the account, 43000001. */
      accountNumber: raw.account === undefined || raw.account === null ? null : String(raw.account),
      debit: raw.debit ?? "0.00",
      credit: raw.credit ?? "0.00",
      tags: raw.tags,
      isChecked: raw.checked === true,
    })),
);
export type LedgerLine = z.infer<ReturnType<typeof ledgerLine>>;

/** The lines of the journal. Dates are asked for in ISO and, as seen live, come as DD/MM/YYYY. */
export const listLedgerEntries = endpoint({
  method: "GET",
  path: "/ledger-entries",
  effect: "reads",
  permission: "accounting:daily-ledger.read",
  query: paging.extend({ start_date: z.iso.date(), end_date: z.iso.date() }),
  answer: (known) => inOneFormat(known, (mode) => pageOf(ledgerLine(mode)), ["debit", "credit"]),
});
