/**
 * Codes that only the reading of the paper can give. They stay with a proposal until the value they speak of changes.
 * What the document reader noticed (hidden text, pages it could not draw) stays as well: see {@link staysWithReading}.
 */
const readingCodes: ReadonlySet<string> = new Set([
  "reading.supported",
  "reading.from_picture",
  "number.uncertain",
  "issue_date.uncertain",
  "issue_date.ambiguous",
  "supplier.uncertain",
  "supplier.found_by_name",
  "supplier.several",
  "currency.assumed",
  "sum.off_by_cents",
  "total.derived",
  "total.unproven",
  "total.second_reading",
  "total.contradicted",
  "withholding.unread",
  "due_date.derived",
  "due_date.split",
  "lines.unproven",
  "paper.kind_uncertain",
  "paper.unknown_script",
  "paper.credit_note",
  "credit_note.corrects",
  "credit_note.replaces",
  "credit_note.names_none",
]);

/** Notes of the document reader are about the file, and no edit of a field changes a file. */
export const staysWithReading = (code: string): boolean =>
  readingCodes.has(code) || /^(?:page|text|document|structured|code|memory|second)\./.test(code);
