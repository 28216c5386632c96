import { z } from "zod";
import { phpObject, text } from "@/lib/holded/endpoint";
import {
  amount,
  customFields,
  date,
  decimal,
  flag,
  idOrNull,
  listOf,
  perMode,
  rate,
  rawNumber,
  wordOf,
  words,
} from "@/lib/holded/endpoints/fields";
import { addsUp, linesAddUp } from "@/lib/holded/endpoints/document-sums";
import { isOpenNumber, modeOf, parseHoldedAmount, type NumberMode } from "@/lib/holded/numbers";

/** What all documents of Holded have in common: purchases, refunds, invoices, credit notes, estimates, sales receipts. */

const rawLine = z.object({
  line_id: rawNumber,
  name: text,
  description: text,
  units: rawNumber,
  price: rawNumber,
  discount: rawNumber,
  retention: rawNumber,
  taxes: words,
  tags: words,
  product_id: idOrNull,
  variant_id: idOrNull,
  service_id: idOrNull,
  sku: text,
  weight: rawNumber,
  cost_price: rawNumber,
  account: idOrNull,
  project_id: idOrNull,
  unit_type: text,
});

const rawDocument = z.object({
  id: z.string().min(1),
  document_number: text,
  contact_id: idOrNull,
  contact_name: text,
  description: text,
  notes: text,
  body: text,
  date,
  due_date: date,
  accounting_date: date,
  subtotal: rawNumber,
  discount: rawNumber,
  tax: rawNumber,
  total: rawNumber,
  payments_total: rawNumber,
  payments_pending: rawNumber,
  payments_detail: listOf(z.object({ id: text, amount: rawNumber, date, bank_id: idOrNull })),
  currency: text,
  currency_change: rawNumber,
  language: text,
  status: wordOf(["pending", "partial", "completed", "cancelled", "failed", "overdue", "outstanding"]),
  tags: words,
  lines: listOf(rawLine),
  custom_fields: customFields,
  payment_method_id: idOrNull,
  project_id: idOrNull,
  warehouse_id: idOrNull,
  design_id: idOrNull,
  draft: flag,
  approved_at: text,
  from: phpObject(z.object({ id: idOrNull, doc_type: text }))
    .optional()
    .catch(null),
});
type Raw = z.infer<typeof rawDocument>;

export type DocumentStatus = Raw["status"];

export type DocumentLine = {
  readonly name: string;
  readonly description: string | null;
  readonly units: string | null;
  /** Net price of one unit, before the discount. */
  readonly price: string | null;
  /** Per cent. */
  readonly discount: string | null;
  readonly retention: string | null;
  /** Keys as in `/taxes`, withholdings among them. */
  readonly taxes: readonly string[];
  readonly tags: readonly string[];
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly serviceId: string | null;
  readonly sku: string | null;
  readonly weight: string | null;
  readonly costPrice: string | null;
  /** Id of the ledger account, not its number. */
  readonly account: string | null;
  readonly projectId: string | null;
  readonly unitType: string | null;
};

/** A document as Holded gives it, amounts exact. Lists leave out notes, custom fields, payments and the like. */
export type HoldedDocument = {
  readonly id: string;
  /** Null for sales documents until they are approved. */
  readonly number: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly description: string | null;
  readonly notes: string | null;
  /** The printed text of sales documents. */
  readonly body: string | null;
  readonly date: string | null;
  readonly dueDate: string | null;
  readonly accountingDate: string | null;
  readonly subtotal: string;
  readonly discount: string | null;
  readonly tax: string;
  readonly total: string;
  readonly paymentsTotal: string | null;
  /** What is still to be paid; negative when too much was. */
  readonly paymentsPending: string | null;
  readonly payments: readonly {
    readonly id: string | null;
    readonly amount: string | null;
    readonly date: string | null;
    readonly treasuryId: string | null;
  }[];
  readonly currency: string | null;
  /** Units of the account's currency that one of the document's is worth. */
  readonly currencyChange: string | null;
  readonly language: string | null;
  readonly status: DocumentStatus;
  readonly tags: readonly string[];
  readonly customFields: readonly { readonly field: string; readonly value: string }[];
  readonly lines: readonly DocumentLine[];
  readonly paymentMethodId: string | null;
  readonly projectId: string | null;
  readonly warehouseId: string | null;
  readonly designId: string | null;
  /** The document that it was made from; null: none, or the answer does not tell (lists). */
  readonly from: { readonly id: string; readonly type: string | null } | null;
  /** Approved in Holded: booked, its fiscal fields locked. Null where the answer does not tell (lists). */
  readonly isApproved: boolean | null;
};

/**
 * One answer is written in one number format: what it gives away by itself beats what is known of the account. Where it
 * gives nothing away, the reading whose sums agree is taken, and where both do, what is known; where nothing is known the
 * document cannot be read.
 */
export const holdedDocument = perMode((known): z.ZodType<HoldedDocument> =>
  rawDocument.transform((raw, context): HoldedDocument => {
    const amounts = amountsOf(raw, known);
    if (amounts === null) {
      context.addIssue({ code: "custom", message: "an amount cannot be read" });
      return z.NEVER;
    }
    return { ...plainOf(raw), ...amounts };
  }),
);

function plainOf(raw: Raw) {
  return {
    id: raw.id,
    number: raw.document_number,
    contactId: raw.contact_id,
    contactName: raw.contact_name,
    description: raw.description,
    notes: raw.notes,
    body: raw.body,
    date: raw.date,
    dueDate: raw.due_date,
    accountingDate: raw.accounting_date,
    currency: raw.currency?.toUpperCase() ?? null,
    language: raw.language,
    status: raw.status,
    tags: raw.tags,
    customFields: raw.custom_fields,
    paymentMethodId: raw.payment_method_id,
    projectId: raw.project_id,
    warehouseId: raw.warehouse_id,
    designId: raw.design_id,
    from: raw.from?.id ? { id: raw.from.id, type: raw.from.doc_type } : null,
    isApproved: raw.approved_at !== null ? true : raw.draft === null ? null : !raw.draft,
  };
}

type Amounts = Pick<
  HoldedDocument,
  "subtotal" | "discount" | "tax" | "total" | "paymentsTotal" | "paymentsPending" | "payments" | "currencyChange" | "lines"
>;

function amountsOf(raw: Raw, known: NumberMode | null): Amounts | null {
  const paid = raw.payments_detail.map((payment) => payment.amount);
  const totals = [raw.subtotal, raw.tax, raw.total, raw.discount, raw.payments_total, raw.payments_pending, ...paid];
  const certain = modeOf(totals) ?? modeOf([...totals, ...raw.lines.flatMap((line) => [line.price, line.units])]);
  const expected = certain ?? known;
  const other: NumberMode = expected === "dot" ? "es" : "dot";
  const mode: NumberMode = expected ?? "es";
  const modes = certain === null && totals.some(isOpenNumber) ? [mode, other] : [mode];
  const isOpen = raw.lines.some((line) => [line.units, line.price, line.weight, line.cost_price].some(isOpenNumber));
  const readings = distinct(
    modes.flatMap((one) => [readingOf(raw, one, one), isOpen ? readingOf(raw, one, one === "es" ? "dot" : "es") : null]),
  );
  const [first] = readings;
  if (first === undefined || readings.length === 1) return first ?? null;
  const adding = preferred(readings, addsUp);
  const [only, ...others] = preferred(adding, linesAddUp);
  if (only !== undefined && others.length === 0) return only;
  return expected === null ? null : (adding[0] ?? first);
}

/** Readings that are not there, or say the same as an earlier one, decide nothing. */
function distinct(readings: readonly (Amounts | null)[]): readonly Amounts[] {
  const seen = new Map<string, Amounts>();
  for (const reading of readings) if (reading !== null && !seen.has(JSON.stringify(reading))) seen.set(JSON.stringify(reading), reading);
  return [...seen.values()];
}

/** Those that pass the test, or all where none does. */
function preferred(readings: readonly Amounts[], test: (reading: Amounts) => boolean): readonly Amounts[] {
  const passing = readings.filter(test);
  return passing.length > 0 ? passing : readings;
}

/** All amounts read, or null when one of them cannot be. A total that is missing cannot either. */
function readingOf(raw: Raw, mode: NumberMode, lineMode: NumberMode): Amounts | null {
  const [subtotal, tax, total] = [raw.subtotal, raw.tax, raw.total].map((value) => parseHoldedAmount(value, mode));
  const rest = amountsIn(mode).safeParse(raw);
  const lines = raw.lines.map((line) => lineOf(line, lineMode)).filter((line) => line !== null);
  if (!subtotal || !tax || !total || !rest.success || lines.length < raw.lines.length) return null;
  return { subtotal, tax, total, ...rest.data, lines };
}

const amountsIn = perMode((mode) =>
  z
    .object({
      discount: amount(mode),
      payments_total: amount(mode),
      payments_pending: amount(mode),
      payments_detail: z.array(z.object({ id: text, amount: amount(mode), date: text, bank_id: text })),
      currency_change: rate,
    })
    .transform((raw) => ({
      discount: raw.discount,
      paymentsTotal: raw.payments_total,
      paymentsPending: raw.payments_pending,
      payments: raw.payments_detail.map(({ id, amount: paid, date: day, bank_id }) => ({
        id,
        amount: paid,
        date: day,
        treasuryId: bank_id,
      })),
      currencyChange: raw.currency_change,
    })),
);

const lineNumbers = perMode((mode) =>
  z.object({
    units: decimal(mode),
    price: decimal(mode),
    discount: rate,
    retention: rate,
    weight: decimal(mode),
    cost_price: decimal(mode),
  }),
);

function lineOf(line: Raw["lines"][number], mode: NumberMode): DocumentLine | null {
  const numbers = lineNumbers(mode).safeParse(line);
  if (!numbers.success) return null;
  const { cost_price: costPrice, ...quantities } = numbers.data;
  return {
    name: line.name ?? "",
    description: line.description,
    ...quantities,
    costPrice,
    taxes: line.taxes,
    tags: line.tags,
    productId: line.product_id,
    variantId: line.variant_id,
    serviceId: line.service_id,
    sku: line.sku,
    account: line.account,
    projectId: line.project_id,
    unitType: line.unit_type,
  };
}
