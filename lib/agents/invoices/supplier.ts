import type { Reason } from "@/lib/kernel/evidence";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { passesForName } from "@/lib/language/look-alike";
import { foldName, nameLikeness } from "@/lib/language/names";
import type { KnownContact } from "./facts";
import type { InvoicePayload } from "./model";

export type SupplierMatch = { readonly contact: KnownContact | null; readonly reasons: readonly Reason[] };

const similar = 0.86;
const namesOf = ({ name, tradeName }: KnownContact): readonly string[] => (tradeName === null ? [name] : [name, tradeName]);

/**
 * The contact that is the supplier: the one a person chose, else by tax id, else by equal name. A name that only looks
 * alike, or an equal name with another tax id, is a warning and never a match.
 */
export function matchSupplier({ supplier }: Pick<InvoicePayload, "supplier">, contacts: readonly KnownContact[]): SupplierMatch {
  const path = "supplier.contactId";
  const taxId = supplier.taxId ? normalizeTaxId(supplier.taxId) : null;
  const chosen = contacts.find((contact) => contact.id === supplier.contactId);
  if (chosen)
    return {
      contact: chosen,
      reasons: [
        ...differs(chosen, taxId),
        ...imitates(chosen, supplier.name ?? "", taxId),
        { code: "supplier.found", level: "good", path, detail: { name: chosen.name } },
      ],
    };
  const byTaxId = taxId ? contacts.filter((contact) => contact.taxId !== null && sameTaxId(contact.taxId, taxId)) : [];
  const [first] = byTaxId;
  if (first && byTaxId.length === 1)
    return { contact: first, reasons: [{ code: "supplier.found", level: "good", path, detail: { name: first.name } }] };
  if (first) return mostAlike(byTaxId, supplier.name ?? "");
  const name = supplier.name ?? "";
  const byName = name
    ? contacts.filter((contact) => [contact.name, contact.tradeName].some((known) => known && foldName(known) === foldName(name)))
    : [];
  const [named] = byName;
  if (named && byName.length === 1) {
    const warning = differs(named, taxId);
    return warning.length
      ? { contact: null, reasons: warning }
      : { contact: named, reasons: [{ code: "supplier.found_by_name", level: "doubt", path, detail: { name: named.name } }] };
  }
  const forged = contacts.find((contact) => namesOf(contact).some((known) => passesForName(name, known)));
  if (forged) return { contact: null, reasons: [{ code: "supplier.look_alike", level: "doubt", path, detail: { name: forged.name } }] };
  const alike = contacts.find((contact) => namesOf(contact).some((known) => nameLikeness(known, name) >= similar));
  if (alike) {
    // A tax id of its own tells it apart from the one it is called like.
    const level = taxId !== null && checkTaxId(taxId).valid && alike.taxId !== null ? "info" : "doubt";
    return { contact: null, reasons: [{ code: "supplier.similar", level, path, detail: { name: alike.name } }] };
  }
  return { contact: null, reasons: name ? [{ code: "supplier.new", level: "info", path, detail: { name } }] : [] };
}

/** Several contacts carry the tax id: the one with the printed name, said as a doubt where none has it. */
function mostAlike(contacts: readonly KnownContact[], name: string): SupplierMatch {
  const ranked = contacts
    .map((contact) => ({ contact, likeness: nameLikeness(contact.name, name) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  if (!best) return { contact: null, reasons: [] };
  const level = best.likeness === 1 ? "info" : "doubt";
  return {
    contact: best.contact,
    reasons: [{ code: "supplier.several", level, path: "supplier.contactId", detail: { name: best.contact.name, count: contacts.length } }],
  };
}

function differs(contact: KnownContact, taxId: string | null): Reason[] {
  if (!contact.taxId || !taxId || sameTaxId(contact.taxId, taxId)) return [];
  return [
    {
      code: "supplier.tax_id_differs",
      level: "doubt",
      path: "supplier.taxId",
      detail: { name: contact.name, known: contact.taxId, printed: taxId },
    },
  ];
}

/** The name on the paper only passes for the contact's, and no tax id says that it is the contact nevertheless. */
function imitates(contact: KnownContact, name: string, taxId: string | null): Reason[] {
  if (contact.taxId && taxId && sameTaxId(contact.taxId, taxId)) return [];
  if (!namesOf(contact).some((known) => passesForName(name, known))) return [];
  return [{ code: "supplier.look_alike", level: "doubt", path: "supplier.contactId", detail: { name: contact.name } }];
}

function sameTaxId(a: string, b: string): boolean {
  const bare = (id: string) => normalizeTaxId(id).replace(/^[A-Z]{2}(?=.{7,})/, "");
  return normalizeTaxId(a) === normalizeTaxId(b) || bare(a) === bare(b);
}
