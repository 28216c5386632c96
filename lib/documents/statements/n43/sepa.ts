import { checkIban } from "@/lib/kernel/iban";
import { at, trimmed, type Row } from "@/lib/documents/statements/n43/fields";
import { collapse, distinct, ibanIn, nameInWords, orNull } from "@/lib/documents/statements/text";

/** What the further concepts of a movement say. */
type Concepts = {
  readonly text: string;
  readonly name: string | null;
  readonly iban: string | null;
  readonly taxId: string | null;
  readonly ultimate: string | null;
  readonly references: readonly string[];
  readonly mandate: string | null;
  readonly creditorId: string | null;
  readonly purpose: string | null;
};

/**
 * Reads the records 23 of a movement: by the annex for SEPA payments where the bank follows it, which nothing in the file
 * says and only the shape of the fields tells, and as free text otherwise.
 */
export function readConcepts(rows: readonly Row[], commonCode: string): Concepts {
  const byNumber = new Map(rows.map((row) => [at(row, 3, 4), row]));
  const [first, second, third] = ["01", "02", "03"].map((number) => byNumber.get(number));
  if (first && second && /^(?:CORE|COR1|B2B)\s*$/u.test(at(first, 5, 8)) && creditorShape.test(trimmed(second, 5, 39)))
    return debit(first, second, byNumber);
  if (first && third && (commonCode === "04" || commonCode === "13") && isTransfer(first, third))
    return transfer(first, second, third, byNumber);
  return free(rows);
}

/** Country, check digits, the creditor's own three letters and its tax id. */
const creditorShape = /^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{5,28}$/u;

/** Purposes of payments that Spanish banks print, from the external code list of ISO 20022. */
const purposes = new Set(
  (
    "SALA SUPP TAXS PENS SSBE VATX TREA TRAD INTC CASH OTHR GOVT DIVI LOAN INTE RENT COMC GDDS SCVE BONU CBLK CCRD CORT DCRD DVPM EPAY " +
    "FCOL HEDG ICCP IDCP RVPM SECU WHLD INSU GASB ELEC PHON WTER CHAR COST COMM INVS SUBS REFU CDBL ICCP BENE PAYR ALMY"
  ).split(" "),
);
const isCode = (text: string): boolean => text.trim() === "" || purposes.has(text);

function isTransfer(first: Row, third: Row): boolean {
  const codes = [at(third, 5, 8), at(third, 9, 12)];
  if (!codes.every(isCode) || trimmed(third, 13, 80) === "") return false;
  const code = trimmed(first, 71, 80);
  const isNamed = trimmed(first, 5, 70) !== "" && !/^(?:ABONO|TRANSF|ORDEN|PAGO|RECIB|CARGO)/iu.test(trimmed(first, 5, 70));
  return isNamed && (code === "" || /^[A-Z0-9]{6,10}$/u.test(code));
}

const textOf = (byNumber: ReadonlyMap<string, Row>, third: Row | undefined): string => {
  const fourth = byNumber.get("04");
  return collapse((third ? at(third, 13, 80) : "") + (fourth ? at(fourth, 5, 76) : ""));
};

const purposeOf = (third: Row | undefined): string | null => (third ? orNull(trimmed(third, 5, 8)) : null);

function transfer(first: Row, second: Row | undefined, third: Row, byNumber: ReadonlyMap<string, Row>): Concepts {
  const name = collapse(at(first, 5, 70));
  const [reference] = distinct([second ? trimmed(second, 5, 39) : null]);
  const ultimate = second ? orNull(collapse(at(second, 40, 80))) : null;
  const words = textOf(byNumber, third);
  const fifth = byNumber.get("05");
  const more = fifth ? collapse(at(fifth, 5, 80)) : "";
  const text = collapse([name, ultimate ?? "", reference ?? "", words, more].join(" "));
  const base = { name, ultimate, taxId: orNull(trimmed(first, 71, 80)), iban: ibanIn(text), purpose: purposeOf(third) };
  return { ...base, text, references: distinct([reference ?? null]), mandate: null, creditorId: null };
}

function debit(first: Row, second: Row, byNumber: ReadonlyMap<string, Row>): Concepts {
  const name = collapse(at(first, 9, 78));
  const creditorId = trimmed(second, 5, 39);
  const mandate = orNull(trimmed(second, 40, 74));
  const third = byNumber.get("03");
  const fifth = byNumber.get("05");
  const reference = fifth ? collapse(at(fifth, 5, 39)) : "";
  const ultimate = fifth ? orNull(collapse(at(fifth, 40, 80))) : null;
  const text = collapse([name, textOf(byNumber, third), reference, ultimate ?? "", mandate ?? "", creditorId].join(" "));
  const base = { text, name: orNull(name), ultimate, iban: ibanIn(text), taxId: creditorId.startsWith("ES") ? creditorId.slice(7) : null };
  return { ...base, purpose: purposeOf(third), references: distinct([reference]), mandate, creditorId };
}

/** The cut between two records falls anywhere in a word: joined first, collapsed after. */
function free(rows: readonly Row[]): Concepts {
  const text = collapse(rows.map((row) => at(row, 5, 80)).join(""));
  const [first] = rows;
  const name = first ? nameInWords(collapse(at(first, 5, 42))) : null;
  const iban = ibanIn(text);
  const isAccount = name !== null && checkIban(name).valid;
  return {
    text,
    name: isAccount ? null : name,
    iban,
    taxId: null,
    ultimate: null,
    references: [],
    mandate: null,
    creditorId: null,
    purpose: null,
  };
}
