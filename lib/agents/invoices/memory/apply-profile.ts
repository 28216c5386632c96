import type { Page } from "@/lib/documents/model";
import { addDays, daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldName } from "@/lib/language/names";
import { invoicePayload, type InvoicePayload } from "../model";
import type { InvoiceReading } from "../reading";
import { readAnchor, type AnchoredValue } from "./anchors";
import { withAmounts } from "./anchored-amounts";
import type { KnownAnchor, SupplierProfile } from "./profile";
import { remembered, sureValue } from "./remembered";

type Remembering = { readonly today: string; readonly ownTaxIds: readonly string[] };

/**
 * A reading with what people taught about this supplier: values from the places where they once were corrected, and what
 * its papers leave out. What the sums or the calendar contradict is left as it was read, and said.
 */
export function applyProfile(
  reading: InvoiceReading,
  pages: readonly Page[],
  profile: SupplierProfile,
  context: Remembering,
): InvoiceReading {
  const own = pages.filter(({ number }) => reading.pages.length === 0 || reading.pages.includes(number));
  const steps = [withSupplier(context), withHeader(own, context), withAmounts(own, context.today), withTerms, withExemption];
  return steps.reduce((now, step) => step(now, profile), reading);
}

type Step = (reading: InvoiceReading, profile: SupplierProfile) => InvoiceReading;

/** The name people wrote for it, and its tax id where the paper gives none that holds. */
const withSupplier =
  ({ ownTaxIds }: Remembering): Step =>
  (reading, profile) => {
    const { supplier } = reading.payload;
    const isMissing =
      supplier.taxId === null ||
      !checkTaxId(supplier.taxId).valid ||
      ownTaxIds.map(normalizeTaxId).includes(normalizeTaxId(supplier.taxId));
    const isCorrected = profile.sources.some(({ corrected }) => corrected.includes("supplier.name"));
    const isKnownName = supplier.name !== null && profile.names.some((name) => foldName(name) === foldName(supplier.name ?? ""));
    const named = supplier.name === null || (isCorrected && !isKnownName) ? profile.name : null;
    const filled = isMissing ? profile.taxId : null;
    return {
      ...reading,
      payload: { ...reading.payload, supplier: { ...supplier, ...(named && { name: named }), ...(filled && { taxId: filled }) } },
      reasons: [
        ...reading.reasons,
        ...(named ? [remembered({ path: "supplier.name", read: named, profile, isTried: profile.sources.length > 1 })] : []),
        ...(filled ? [remembered({ path: "supplier.taxId", read: filled, profile, isTried: false })] : []),
      ],
    };
  };

const headerPaths = ["number", "issueDate", "dueDate", "iban"] as const;

const withHeader =
  (pages: readonly Page[], context: Remembering): Step =>
  (reading, profile) =>
    headerPaths.reduce((now, path) => {
      const anchor = profile.anchors.find((known) => known.path === path);
      const found = anchor && readAnchor(anchor, pages);
      if (!anchor || !found) return now;
      if (found.value === now.payload[path]) return confirmed(now, anchor);
      if (!isPlausible(path, found.value, now.payload, context))
        return { ...now, reasons: [...now.reasons, { code: "memory.contradicted", level: "info", path, detail: { value: found.value } }] };
      return replaced(now, { ...anchor, path }, found, profile);
    }, reading);

/** A remembered place may hold something else today: then the calendar or the schema says so. */
function isPlausible(path: (typeof headerPaths)[number], value: string, payload: InvoicePayload, { today }: Remembering): boolean {
  if (!invoicePayload.shape[path].safeParse(value).success) return false;
  if (path === "issueDate") {
    const age = daysBetween(value as PlainDate, today as PlainDate);
    return age >= 0 && age <= 4 * 365 && (payload.dueDate === null || value <= payload.dueDate);
  }
  if (path === "dueDate")
    return (
      payload.issueDate === null || (value >= payload.issueDate && daysBetween(payload.issueDate as PlainDate, value as PlainDate) <= 365)
    );
  return true;
}

/** The place it was corrected at says the same as the labels of the paper: that doubt is answered. */
function confirmed(reading: InvoiceReading, anchor: KnownAnchor): InvoiceReading {
  if (anchor.seen < 2) return reading;
  const doubts: ReadonlySet<string> = new Set(["number.uncertain", "issue_date.uncertain", "issue_date.ambiguous"]);
  const kept = reading.reasons.filter((reason) => !(doubts.has(reason.code) && reason.path === anchor.path));
  return {
    ...reading,
    reasons: kept,
    confidence: { ...reading.confidence, [anchor.path]: Math.max(0.99, reading.confidence[anchor.path] ?? 0) },
  };
}

function replaced(
  reading: InvoiceReading,
  anchor: KnownAnchor & { readonly path: (typeof headerPaths)[number] },
  { value, evidence }: AnchoredValue,
  profile: SupplierProfile,
): InvoiceReading {
  // However often the place was right: what the paper itself says for certain is not put aside unseen.
  const other = sureValue(reading, anchor.path, reading.payload[anchor.path]);
  const isTried = anchor.seen >= 2 && other === null;
  return {
    ...reading,
    payload: { ...reading.payload, [anchor.path]: value },
    evidence: [...reading.evidence.filter(({ path }) => path !== anchor.path), evidence],
    confidence: { ...reading.confidence, [anchor.path]: isTried ? 0.97 : 0.85 },
    reasons: [...reading.reasons, remembered({ path: anchor.path, read: value, profile, isTried, other })],
  };
}

const withTerms: Step = (reading, profile) => {
  const { issueDate, dueDate } = reading.payload;
  if (dueDate !== null || issueDate === null || profile.dueDays === null) return reading;
  const due = addDays(issueDate as PlainDate, profile.dueDays.value);
  const detail = { read: due, days: profile.dueDays.value, supplier: profile.name };
  return {
    ...reading,
    payload: { ...reading.payload, dueDate: due },
    reasons: [...reading.reasons, { code: "memory.due_date", level: "info", path: "dueDate", detail }],
  };
};

const exemptions = ["intra_goods", "intra_services", "reverse_charge", "export", "exempt", "not_subject"] as const;

/** Why nothing is charged, where the paper does not say it and people did. */
const withExemption: Step = (reading, profile) => {
  const exemption = exemptions.find((known) => known === profile.exemption?.value);
  const { vat } = reading.payload;
  const at = vat.findIndex((row) => Number(row.rate) === 0 && row.exemption === undefined);
  if (!exemption || !profile.exemption || at < 0) return reading;
  const { count, of } = profile.exemption;
  // Once is no habit, and it decides which tax is posted.
  const level = count >= 2 ? "info" : "doubt";
  return {
    ...reading,
    payload: { ...reading.payload, vat: vat.map((row, i) => (i === at ? { ...row, exemption } : row)) },
    reasons: [
      ...reading.reasons,
      {
        code: "memory.exemption",
        level,
        path: `vat.${at}.rate`,
        detail: { read: vat[at]?.rate ?? "0", supplier: profile.name, count, of },
      },
    ],
  };
};
