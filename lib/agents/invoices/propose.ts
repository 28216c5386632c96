import type { Confidence, Evidence, Reason } from "@/lib/kernel/evidence";
import type { Risk, Standing } from "@/lib/review/model";
import { checkInvoice } from "./check";
import { closedPeriodReasons } from "./closed-period";
import { findDuplicates } from "./duplicates";
import type { InvoiceFacts } from "./facts";
import { findRest } from "./join";
import { fraudReasons, markPrinted, needsSecondPerson, standingAlarms } from "./fraud";
import { habitReasons, withHabits } from "./memory/suggest";
import type { InvoicePayload } from "./model";
import { planPurchase, roundingDifference } from "./push";
import type { InvoiceReading } from "./reading";
import { staysWithReading } from "./reading-reasons";
import { matchSupplier } from "./supplier";
import { detailNames } from "./supplier-details";

export type InvoiceProposal = {
  readonly payload: InvoicePayload;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly standing: Standing;
  readonly risk: Risk;
  readonly title: string;
  readonly party: string | null;
  readonly amount: string | null;
};

/** Puts a reading beside what the company knows: which contact it is, what it may duplicate, what looks wrong. */
export function proposeInvoice(reading: InvoiceReading, facts: InvoiceFacts): InvoiceProposal {
  const { contact, reasons: found } = matchSupplier(reading.payload, facts.contacts);
  const { name, taxId } = reading.payload.supplier;
  // How it is reached matters only for a contact that is still to be made.
  const supplier = contact ? { name, taxId, contactId: contact.id } : { ...reading.payload.supplier, contactId: null };
  const matched = { ...reading.payload, supplier };
  const evidence = contact
    ? reading.evidence.filter(({ path }) => !detailNames.some((one) => path === `supplier.${one}`))
    : reading.evidence;
  const payload = withHabits(matched, facts, contact);
  const before = [...reading.reasons, ...(contact ? unsureMatches(found, contact.id) : [])];
  const reasons = markPrinted(reviewInvoice(payload, facts, before), payload);
  return {
    payload, reasons, evidence, confidence: reading.confidence,
    standing: standingOfInvoice(reasons), risk: riskOfInvoice(reasons),
    title: payload.number ?? "–", party: payload.supplier.name, amount: payload.total,
  }; // prettier-ignore
}

/** The match is written into the payload, where it looks like a person's choice: how unsure it was stays with it. */
function unsureMatches(found: readonly Reason[], contactId: string): readonly Reason[] {
  return found.filter(({ code }) => staysWithReading(code)).map((reason) => ({ ...reason, detail: { ...reason.detail, read: contactId } }));
}

/**
 * All reasons that stand for a payload now. Those of the reading are kept as long as the value they speak of is still
 * the one that was read; everything else is judged anew, so this runs after every edit and before every approval.
 */
export function reviewInvoice(payload: InvoicePayload, facts: InvoiceFacts, before: readonly Reason[]): readonly Reason[] {
  const match = matchSupplier(payload, facts.contacts);
  const known = match.contact ?? facts.contacts.find((contact) => contact.id === payload.supplier.contactId) ?? null;
  // Both name a tax id by now: it is the same one, or that it differs is told.
  const isToldByTaxId = Boolean(known?.taxId && payload.supplier.taxId);
  const kept = before.filter(
    (reason) => staysWithReading(reason.code) && !isMended(reason, payload) && !(isToldByTaxId && reason.code === "supplier.found_by_name"),
  );
  const isUnsure = kept.some(({ code }) => code === "supplier.found_by_name" || code === "supplier.several");
  const found = match.reasons.filter(({ code }) => !isUnsure || code === "supplier.tax_id_differs" || code === "supplier.look_alike");
  const rest = findRest(payload, kept, facts);
  const fresh = [
    ...checkInvoice(payload, { today: facts.today, ownTaxIds: [facts.company.taxId] }),
    ...closedPeriodReasons(payload, facts),
    ...standingAlarms([...found, ...fraudReasons(payload, facts, known)], before, payload),
    ...rest,
    ...findDuplicates(payload, facts).filter(({ detail }) => !rest.some((one) => one.detail?.["id"] === detail?.["id"])),
    ...habitReasons(payload, facts, known, facts.profile?.name ?? payload.supplier.name ?? "–"),
    ...planReasons(payload, facts),
  ];
  return [...fresh, ...kept].sort((a, b) => rank[a.level] - rank[b.level]);
}

const rank = { block: 0, doubt: 1, info: 2, good: 3 } as const;

/** Nothing blocks and nothing is doubtful: a person may approve it unread. */
export function standingOfInvoice(reasons: readonly Reason[]): Standing {
  return reasons.some((reason) => reason.level === "doubt" || reason.level === "block") ? "needs_review" : "clear";
}

const dangerous: ReadonlySet<string> = new Set([
  "supplier.is_own_company",
  "duplicate.purchase",
  "duplicate.purchase_alike",
  "duplicate.purchase_misread",
  "duplicate.proposal",
  "duplicate.proposal_alike",
  "duplicate.proposal_misread",
  "duplicate.file",
  "code.differs",
  "structured.page_differs",
  "text.instructions",
  "text.hidden_instructions",
  "second.orders",
  // What is written into closed books is asked about, never approved in passing.
  "period.closed",
  "period.refused_before",
]);

/** Money could go to the wrong place, go twice or change closed books: high. Anything else doubtful: medium. */
export function riskOfInvoice(reasons: readonly Reason[]): Risk {
  if (needsSecondPerson(reasons) || reasons.some((reason) => dangerous.has(reason.code))) return "high";
  return standingOfInvoice(reasons) === "clear" ? "low" : "medium";
}

/** A reason about one value falls when a person changed that value. */
function isMended(reason: Reason, payload: InvoicePayload): boolean {
  const read = reason.detail?.["read"];
  if (reason.path === undefined || read === undefined) return false;
  return String(valueAt(payload, reason.path) ?? "") !== String(read);
}

export function valueAt(payload: InvoicePayload, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
      payload,
    );
}

/** What the account lacks, or what Holded will round otherwise than the paper, said before anybody approves. */
function planReasons(payload: InvoicePayload, facts: InvoiceFacts): Reason[] {
  if (facts.taxes.length === 0) return [];
  const plan = planPurchase(payload, { ...facts, document: null });
  if (!plan.ok) {
    if (plan.error.code !== "holded.tax_key_missing") return [];
    return [
      {
        code: "holded.tax_key_missing",
        level: "block",
        path: "vat",
        detail: { tax: plan.error.detail?.["tax"] ?? "IVA", rate: plan.error.detail?.["rate"] ?? "" },
      },
    ];
  }
  const difference = roundingDifference(plan.value, payload);
  return difference === "0.00"
    ? []
    : [{ code: "holded.rounding_differs", level: "doubt", path: "total", detail: { difference, holded: plan.value.expect.total } }];
}
