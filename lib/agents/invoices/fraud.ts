import type { Reason } from "@/lib/kernel/evidence";
import { checkIban } from "@/lib/kernel/iban";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { passesForDomain } from "@/lib/language/look-alike";
import type { InvoiceFacts, KnownContact } from "./facts";
import type { InvoicePayload } from "./model";

/** What forged invoices show: money that would go elsewhere, and senders that only look like who they say they are. */
export function fraudReasons(payload: InvoicePayload, facts: InvoiceFacts, contact: KnownContact | null): readonly Reason[] {
  return [...accountReasons(payload, facts, contact), ...senderReasons(facts, contact)];
}

/** Codes after which one person's approval is not enough, whatever the company's rule for high risk. */
const forSecondPerson: ReadonlySet<string> = new Set([
  "iban.changed",
  "iban.of_other_supplier",
  "iban.foreign",
  "supplier.look_alike",
  "supplier.tax_id_differs",
  "mail.domain_look_alike",
]);

export const needsSecondPerson = (reasons: readonly Reason[]): boolean => reasons.some(({ code }) => forSecondPerson.has(code));

const isIbanAlarm = ({ code, level }: Reason): boolean => level === "doubt" && code.startsWith("iban.");

/** Alarms about the account that the paper prints, marked with it: so they outlast the field of the form. */
export function markPrinted(reasons: readonly Reason[], iban: string | null): readonly Reason[] {
  if (iban === null) return reasons;
  return reasons.map((reason) => (isIbanAlarm(reason) ? { ...reason, detail: { ...reason.detail, printed: iban } } : reason));
}

/**
 * The alarms that stand, given those that stood before: what was said of the account on the paper is not answered by
 * writing another one, or none, into the form. With the printed one back in the form it is judged anew.
 */
export function standingAlarms(fresh: readonly Reason[], before: readonly Reason[], iban: string | null): readonly Reason[] {
  const marked = before.filter((reason) => isIbanAlarm(reason) && reason.detail?.["printed"] !== undefined);
  const [first] = marked;
  if (!first) return fresh;
  if (first.detail?.["printed"] === iban) return markPrinted(fresh, iban);
  return [...fresh.filter(({ code }) => !marked.some((reason) => reason.code === code)), ...marked];
}

/** An account that changed is how invoices are forged. One that people approved before, or the contact has, is known. */
function accountReasons({ iban, supplier }: InvoicePayload, { profile, ibanOwners }: InvoiceFacts, contact: KnownContact | null): Reason[] {
  if (!iban) return [];
  const path = "iban";
  // A paper that is charged to the company's own account prints that one.
  if (ibanOwners.isOwn) return [{ code: "iban.is_ours", level: "info", path }];
  const approved = profile?.ibans.find(({ value }) => bare(value) === bare(iban));
  if (approved) return [{ code: "iban.approved_before", level: "good", path, detail: { count: approved.count } }];
  if (contact?.iban && bare(contact.iban) === bare(iban)) return [{ code: "iban.same", level: "good", path }];
  const [other] = ibanOwners.others;
  const known = profile?.ibans[0]?.value ?? contact?.iban ?? null;
  const country = foreignCountry(iban, supplier.taxId);
  const reasons: Reason[] = [];
  if (other !== undefined) reasons.push({ code: "iban.of_other_supplier", level: "doubt", path, detail: { iban, other } });
  if (known !== null) reasons.push({ code: "iban.changed", level: "doubt", path, detail: { known, iban } });
  if (country !== null) reasons.push({ code: "iban.foreign", level: "doubt", path, detail: country });
  if (reasons.length === 0 && (contact || profile)) reasons.push({ code: "iban.new", level: "info", path, detail: { iban } });
  return reasons;
}

/** The account is in another country than the supplier. Null: it is not, or nobody can say. */
function foreignCountry(
  iban: string,
  taxId: string | null,
): { readonly iban: string; readonly account: string; readonly supplier: string } | null {
  const account = checkIban(iban);
  const supplier = taxId === null ? null : checkTaxId(taxId);
  if (!account.valid || account.country === null || !supplier?.valid || supplier.country === null || supplier.country === "EU") return null;
  const home = { EL: "GR", XI: "GB" }[supplier.country] ?? supplier.country;
  return home === account.country ? null : { iban, account: account.country, supplier: home };
}

/** The sender's domain beside those that are known: its own is good, one that passes for it is not. */
function senderReasons({ mail, profile }: InvoiceFacts, contact: KnownContact | null): Reason[] {
  if (!mail) return [];
  const known = [...new Set([...(profile?.domains ?? []), ...(contact?.domains ?? [])])];
  const sender = mail.fromDomain.toLowerCase();
  if (known.some((domain) => sender === domain || sender.endsWith(`.${domain}`)))
    return [{ code: "mail.domain_known", level: "good", detail: { domain: sender } }];
  const imitated = known.find((domain) => passesForDomain(sender, domain));
  return imitated ? [{ code: "mail.domain_look_alike", level: "doubt", detail: { domain: sender, known: imitated } }] : [];
}

const bare = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
