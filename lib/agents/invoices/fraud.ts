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

const isAlarm = ({ code, level }: Reason): boolean => level === "doubt" && forSecondPerson.has(code);
const isAboutAccount = ({ code }: Reason): boolean => code.startsWith("iban.");

/** Whose invoice it is and where its money goes, as far as an alarm speaks of it. */
function signOf(reason: Reason, { supplier: { name, taxId, contactId }, iban }: InvoicePayload): string {
  const who = [name, taxId, contactId].map((one) => one ?? "").join(" · ");
  return isAboutAccount(reason) ? `${iban ?? ""} · ${who}` : who;
}

/** Alarms about the supplier and the account as the paper has them, marked with that: so they outlast the fields of the form. */
export function markPrinted(reasons: readonly Reason[], payload: InvoicePayload): readonly Reason[] {
  return reasons.map((reason) => (isAlarm(reason) ? { ...reason, detail: { ...reason.detail, asRead: signOf(reason, payload) } } : reason));
}

/**
 * The alarms that stand, given those that stood before: what was said of the paper is not answered by writing another
 * account, name or tax id into the form, nor by choosing another contact: that is judged beside it. With what was read
 * back in the form it is judged anew.
 */
export function standingAlarms(fresh: readonly Reason[], before: readonly Reason[], payload: InvoicePayload): readonly Reason[] {
  const marked = before.filter((reason) => isAlarm(reason) && reason.detail?.["asRead"] !== undefined);
  const isAsRead = (reason: Reason) => marked.some(({ detail }) => detail?.["asRead"] === signOf(reason, payload));
  const kept = marked.filter((reason) => !isAsRead(reason));
  const others = fresh.filter(({ code }) => !kept.some((reason) => reason.code === code));
  return [...others.flatMap((reason) => (isAsRead(reason) ? markPrinted([reason], payload) : [reason])), ...kept];
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
