import type { ReadDocument } from "@/lib/documents/model";
import type { Reason } from "@/lib/kernel/evidence";
import { toCents } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { fiscalCodeOf, type FiscalCode } from "./fiscal-code";
import type { InvoicePayload } from "./model";
import type { InvoiceReading } from "./reading";

type Field = {
  readonly path: string;
  /** Doubts that fall when the code says the same. */
  readonly doubts: readonly string[];
  readonly of: (payload: InvoicePayload) => string | null;
  readonly inCode: (code: FiscalCode) => string | null;
  readonly bare: (text: string) => string;
  /** The payload with the code's value; only for what can be found again on the page letter by letter. */
  readonly put?: (payload: InvoicePayload, value: string) => InvoicePayload;
};

const letters = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
const cents = (text: string): string => String(toCents(text));

const fields: readonly Field[] = [
  {
    path: "number",
    doubts: ["number.uncertain"],
    of: ({ number }) => number,
    inCode: ({ number }) => number,
    bare: letters,
    put: (payload, number) => ({ ...payload, number: number.slice(0, 60) }),
  },
  {
    path: "issueDate",
    doubts: ["issue_date.uncertain", "issue_date.ambiguous"],
    of: ({ issueDate }) => issueDate,
    inCode: ({ date }) => date,
    bare: (text) => text,
  },
  {
    path: "supplier.taxId",
    doubts: ["supplier.uncertain"],
    of: ({ supplier }) => supplier.taxId,
    inCode: ({ taxId }) => taxId,
    bare: normalizeTaxId,
    put: (payload, taxId) => ({ ...payload, supplier: { ...payload.supplier, taxId } }),
  },
  {
    path: "total",
    doubts: ["total.second_reading"],
    of: ({ total }) => total,
    inCode: ({ system, total }) => (system === "epc" ? null : total),
    bare: cents,
  },
  {
    path: "payable",
    doubts: [],
    of: ({ payable }) => payable,
    inCode: ({ system, total }) => (system === "epc" ? total : null),
    bare: cents,
  },
  { path: "iban", doubts: [], of: ({ iban }) => iban, inCode: ({ iban }) => iban, bare: letters },
];

const systemNames = { verifactu: "Veri*Factu", ticketbai: "TicketBAI", atcud: "ATCUD", epc: "EPC" } as const;

/**
 * Lays the fiscal codes of the page beside what was read. What both say is as good as certain; where they differ, the
 * page may be misread or forged, and nobody but a person decides. A value that the code knows, that stands on the page
 * and that the reading had doubts about is taken from the code.
 */
export function withCodes(reading: InvoiceReading, document: ReadDocument): InvoiceReading {
  const codes = document.pages.flatMap((page) => page.codes ?? []).flatMap(({ text }) => fiscalCodeOf(text) ?? []);
  if (codes.length === 0 || !reading.isInvoice) return reading;
  const printed = letters(document.pages.flatMap(({ words }) => words.map(({ text }) => text)).join(""));
  return codes.reduce((sofar, code) => withCode(sofar, code, printed), reading);
}

function withCode(given: InvoiceReading, code: FiscalCode, printed: string): InvoiceReading {
  const reading = takenFromCode(given, code, printed);
  const system = systemNames[code.system];
  const told = fields.flatMap((field) => {
    const [read, said] = [field.of(reading.payload), field.inCode(code)];
    return read === null || said === null ? [] : [{ ...field, read, said, agrees: field.bare(read) === field.bare(said) }];
  });
  const agreeing = told.filter(({ agrees }) => agrees);
  const settled = new Set(agreeing.flatMap(({ doubts }) => doubts));
  const differing = told.filter(({ agrees }) => !agrees);
  const own: Reason[] = differing.map(({ path, read, said }) => ({
    code: "code.differs",
    level: "doubt",
    path,
    detail: { system, read, said },
  }));
  if (!code.isReal) own.push({ code: "code.test_service", level: "doubt", detail: { system } });
  if (differing.length === 0 && agreeing.length > 1)
    own.push({ code: "code.agrees", level: "good", detail: { system, fields: agreeing.length } });
  const reasons = [...own, ...reading.reasons.filter((reason) => !settled.has(reason.code) && reason.code !== "reading.supported")];
  const isClear = reasons.every(({ level }) => level === "good" || level === "info");
  return {
    ...reading,
    reasons: isClear ? [...reasons, { code: "reading.supported", level: "good" }] : reasons,
    confidence: { ...reading.confidence, ...Object.fromEntries(agreeing.map(({ path }) => [path, 0.999])) },
    standing: isClear ? "clear" : "needs_review",
  };
}

/** Only where the reading itself was unsure or found nothing, and only what stands on the page as well. */
function takenFromCode(reading: InvoiceReading, code: FiscalCode, printed: string): InvoiceReading {
  return fields.reduce((sofar, { path, doubts, of, inCode, bare, put }) => {
    const said = inCode(code);
    const read = of(sofar.payload);
    const isUnsure = read === null || sofar.reasons.some((reason) => doubts.includes(reason.code));
    if (!put || said === null || !isUnsure || !printed.includes(letters(said)) || (read !== null && bare(read) === bare(said)))
      return sofar;
    const detail = { system: systemNames[code.system], read: said };
    const missing = `${path === "supplier.taxId" ? "supplier.tax_id" : path}.missing`;
    const left = sofar.reasons.filter((reason) => reason.code !== missing && reason.code !== "supplier.tax_id_missing");
    return { ...sofar, payload: put(sofar.payload, said), reasons: [{ code: "code.taken", level: "info", path, detail }, ...left] };
  }, reading);
}
