import { readCamt } from "@/lib/documents/statements/camt/read-camt";
import { guessMapping } from "@/lib/documents/statements/csv/guess-mapping";
import type { CsvMapping } from "@/lib/documents/statements/csv/mapping";
import { readCsv, type CsvContext } from "@/lib/documents/statements/csv/read-csv";
import { decodeText } from "@/lib/documents/statements/decode-text";
import type { Statement, StatementFormat } from "@/lib/documents/statements/model";
import { readN43 } from "@/lib/documents/statements/n43/read-n43";
import { refuse, type Result } from "@/lib/kernel/result";

/** Larger files are refused before they are looked at. */
const maxStatementBytes = 30 * 1024 * 1024;

/**
 * Which of the formats a file is in, by what stands in it; its name proves nothing. Null: none of them. A table is what is
 * left over when it has dates and amounts in columns.
 */
export function statementFormat(bytes: Uint8Array): StatementFormat | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096)).replace(/^[\u00ef\u00bb\u00bf\s]+/u, "");
  const letters = head.replaceAll("\0", "");
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)?</u.test(letters)) return /BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b/u.test(letters) ? "camt" : null;
  if (/^11\d{18}/u.test(head)) return "n43";
  // Text that holds a zero is the table of a spreadsheet program in its own format, or something else altogether.
  if (head.includes("\0") && !/^(?:\u00ff\u00fe|\u00fe\u00ff)/u.test(head)) return null;
  return guessMapping(decodeText(bytes).text).mapping === null ? null : "csv";
}

/** How a table is to be read, once a person has said so. */
export type CsvReading = { readonly mapping: CsvMapping } & CsvContext;

/**
 * The statements of a file: one per account and period. Refused: `document.empty`, `document.too_large`,
 * `statement.not_a_statement`, `statement.needs_mapping` for a table without a mapping, and what the format's reader refuses.
 */
export function readStatement(bytes: Uint8Array, csv: CsvReading | null = null): Result<readonly Statement[]> {
  if (bytes.length === 0) return refuse("document.empty");
  if (bytes.length > maxStatementBytes) return refuse("document.too_large", { limitMb: maxStatementBytes / 1024 / 1024 });
  const format = csv === null ? statementFormat(bytes) : "csv";
  if (format === "camt") return readCamt(bytes);
  if (format === "n43") return readN43(decodeText(bytes).text);
  if (format === null) return refuse("statement.not_a_statement");
  return csv === null ? refuse("statement.needs_mapping") : readCsv(decodeText(bytes).text, csv.mapping, csv);
}
