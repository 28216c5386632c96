import { z } from "zod";
import { toCents } from "@/lib/kernel/money";
import { parseHoldedDate } from "@/lib/holded/dates";
import { created, endpoint, pageOf, paging, text, upload } from "@/lib/holded/endpoint";
import { modeOf, parseHoldedAmount, parseHoldedNumber, type NumberMode } from "@/lib/holded/numbers";

const rawNumber = z.union([z.string(), z.number()]).nullish();
const list = <T>(item: z.ZodType<T>) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const rawLine = z.object({ name: text, units: rawNumber, price: rawNumber, discount: rawNumber, taxes: list(z.string()), account: text });
const customField = z.object({ field: z.union([z.string(), z.number()]).nullish(), value: z.unknown() }).transform((raw) => ({
  field: String(raw.field ?? ""),
  value: typeof raw.value === "string" || typeof raw.value === "number" ? String(raw.value) : "",
}));

const rawPurchase = z.object({
  id: z.string().min(1),
  document_number: text,
  contact_id: text,
  contact_name: text,
  date: text,
  due_date: text,
  subtotal: rawNumber,
  tax: rawNumber,
  total: rawNumber,
  currency: text,
  status: text,
  tags: list(z.string()),
  lines: list(rawLine),
  custom_fields: list(customField),
  draft: z.union([z.boolean(), z.number()]).nullish(),
  approved_at: text,
});

/** A purchase as Holded gives it, amounts exact. */
export type Purchase = {
  readonly id: string;
  readonly number: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly date: string | null;
  readonly dueDate: string | null;
  readonly subtotal: string;
  readonly tax: string;
  readonly total: string;
  readonly currency: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly customFields: readonly { readonly field: string; readonly value: string }[];
  readonly lines: readonly {
    readonly name: string;
    readonly units: string | null;
    readonly price: string | null;
    readonly taxes: readonly string[];
    readonly account: string | null;
  }[];
  /** Approved in Holded: booked, its fiscal fields locked. Null where the answer does not tell (lists). */
  readonly isApproved: boolean | null;
};

/**
 * One answer is written in one number format: what it gives away by itself beats what is known of the account. Where it
 * gives nothing away, the reading whose sums agree is taken.
 */
const purchase = (known: NumberMode): z.ZodType<Purchase> =>
  rawPurchase.transform((raw, context): Purchase => {
    const amounts = amountsOf(raw, known);
    const date = raw.date === null ? null : parseHoldedDate(raw.date);
    const dueDate = raw.due_date === null ? null : parseHoldedDate(raw.due_date);
    if (amounts === null || (raw.date !== null && date === null) || (raw.due_date !== null && dueDate === null)) {
      context.addIssue({ code: "custom", message: "an amount or a date cannot be read" });
      return z.NEVER;
    }
    return {
      id: raw.id,
      number: raw.document_number,
      contactId: raw.contact_id,
      contactName: raw.contact_name,
      date,
      dueDate,
      ...amounts.totals,
      currency: raw.currency?.toUpperCase() ?? null,
      status: raw.status,
      tags: raw.tags,
      customFields: raw.custom_fields,
      lines: raw.lines.map((line) => ({
        name: line.name ?? "",
        units: parseHoldedNumber(line.units, amounts.mode),
        price: parseHoldedNumber(line.price, amounts.mode),
        taxes: line.taxes,
        account: line.account,
      })),
      isApproved: approvalOf(raw),
    };
  });

type Raw = z.infer<typeof rawPurchase>;
type Amounts = { readonly mode: NumberMode; readonly totals: Pick<Purchase, "subtotal" | "tax" | "total"> };

function amountsOf(raw: Raw, known: NumberMode): Amounts | null {
  const totals = [raw.subtotal, raw.tax, raw.total];
  const certain = modeOf(totals) ?? modeOf([...totals, ...raw.lines.flatMap((line) => [line.price, line.units])]);
  const modes: readonly NumberMode[] = certain ? [certain] : known === "es" ? ["es", "dot"] : ["dot", "es"];
  const readings = modes.map((mode) => readingOf(raw, mode)).filter((reading) => reading !== null);
  return readings.find(addsUp) ?? readings[0] ?? null;
}

function readingOf(raw: Raw, mode: NumberMode): Amounts | null {
  const [subtotal, tax, total] = [raw.subtotal, raw.tax, raw.total].map((value) => parseHoldedAmount(value, mode));
  if (!subtotal || !tax || !total) return null;
  return { mode, totals: { subtotal, tax, total } };
}

const addsUp = ({ totals }: Amounts) => toCents(totals.subtotal) + toCents(totals.tax) === toCents(totals.total);

function approvalOf(raw: Raw): boolean | null {
  if (raw.approved_at !== null) return true;
  if (raw.draft === undefined || raw.draft === null) return null;
  return raw.draft === false || raw.draft === 0;
}

/** Dates are days in Europe/Madrid, both inclusive. Some accounts ignore them: check again. */
export const listPurchases = endpoint({
  method: "GET",
  path: "/purchases",
  effect: "reads",
  permission: "accounting:purchases.read",
  query: paging.extend({
    contact_id: z.string().optional(),
    start_date: z.iso.date().optional(),
    end_date: z.iso.date().optional(),
    sort: z.enum(["date", "-date"]).optional(),
  }),
  answer: (mode) => pageOf(purchase(mode)),
});

export const getPurchase = endpoint({
  method: "GET",
  path: "/purchases/{id}",
  effect: "reads",
  permission: "accounting:purchases.read",
  answer: purchase,
});

const purchaseBody = z.object({
  contact_id: z.string(),
  /** The supplier's number; `document_number` would be ignored without a word. */
  number: z.string(),
  date: z.iso.date(),
  due_date: z.iso.date().optional(),
  currency: z.string(),
  tags: z.array(z.string()).optional(),
  custom_fields: z.array(z.object({ field: z.string(), value: z.string() })).optional(),
  items: z
    .array(
      z.object({
        name: z.string(),
        // The one place where an amount leaves as a JSON number: Holded's lines take nothing else.
        units: z.number(),
        price: z.number(),
        discount: z.number(),
        taxes: z.array(z.string()),
        account: z.string().optional(),
      }),
    )
    .min(1),
});
export type PurchaseBody = z.infer<typeof purchaseBody>;

export const createPurchase = endpoint({
  method: "POST",
  path: "/purchases",
  effect: "creates",
  permission: "accounting:purchases.write",
  body: purchaseBody,
  answer: () => created,
});

/** The supplier's credit note. It is read and listed like any purchase. */
export const createPurchaseRefund = endpoint({
  method: "POST",
  path: "/purchases/refund",
  effect: "creates",
  permission: "accounting:purchases.write",
  body: purchaseBody,
  answer: () => created,
});

export const approvePurchase = endpoint({
  method: "POST",
  path: "/purchases/{id}/approve",
  effect: "changes",
  permission: "accounting:purchases.write",
});

/** The id of an attachment is its file name. */
export const listPurchaseAttachments = endpoint({
  method: "GET",
  path: "/purchases/{id}/attachments",
  effect: "reads",
  permission: "accounting:purchases.read",
  query: paging,
  answer: () => pageOf(created),
});

export const attachToPurchase = endpoint({
  method: "POST",
  path: "/purchases/{id}/attachments",
  effect: "creates",
  permission: "accounting:purchases.write",
  body: upload,
  answer: () => created,
});
