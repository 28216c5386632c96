import "server-only";
import { z } from "zod";
import type { BookedPurchase, IbanOwners, KnownContact, KnownProposal } from "@/lib/agents/invoices/facts";
import { profileKey } from "@/lib/agents/invoices/memory/profile";
import { ownersOfIban } from "@/lib/agents/invoices/memory/store";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import { foldCompanyName } from "@/lib/holded/keys";
import {
  domainsOfContacts,
  findContact,
  findContactsByCode,
  findContactsByIban,
  findContactsByName,
  findContactsByNameEnds,
  findPurchases,
  mirroredTreasuryAccounts,
  purchasesOfContact,
  searchMirroredContacts,
  type BookedPurchase as MirroredBooking,
  type MirroredContact,
  type MirroredPurchase,
} from "@/lib/holded/store";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { inLatin } from "@/lib/language/look-alike";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** Two years of weekly invoices: what an invoice is compared with number by number. */
const purchasesCompared = 120;

/** The purchases of the supplier, and those of anybody that share its number, or day and amount. */
export async function purchasesAbout(
  tx: Tx,
  payload: InvoicePayload,
  contact: KnownContact | null,
  contacts: readonly KnownContact[],
): Promise<{ readonly own: readonly MirroredBooking[]; readonly all: readonly MirroredPurchase[] }> {
  const own = contact === null ? [] : await purchasesOfContact(tx, contact.id, purchasesCompared);
  const ids = contacts.map(({ id }) => id);
  return { own, all: distinct<MirroredPurchase>([...own, ...(await purchaseCandidates(tx, payload, ids))]) };
}

const distinct = <T extends { readonly id: string }>(found: readonly T[]): readonly T[] => [
  ...new Map(found.map((one) => [one.id, one])).values(),
];

/** As Holded has it, without the references that we put among its tags. */
export function booked({ tags, lines }: MirroredBooking): BookedPurchase {
  return {
    tags: tags.filter((tag) => !/^vb-?[0-9a-z]{10}$/i.test(tag)),
    projectId: lines.find(({ projectId }) => projectId !== null)?.projectId ?? null,
    lines: lines.map(({ name, account }) => ({ name, account })),
  };
}

/** Whose the account number on the paper is, as far as anybody here knows. */
export async function ownersOf(
  tx: Tx,
  scope: CompanyScope,
  { iban, supplier }: InvoicePayload,
  contactId: string | null,
): Promise<IbanOwners> {
  if (iban === null) return { others: [], isOwn: false };
  const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const own = await mirroredTreasuryAccounts(tx);
  // Several contacts of one tax id are one supplier.
  const taxId = supplier.taxId === null ? null : normalizeTaxId(supplier.taxId);
  const contacts = (await findContactsByIban(tx, iban)).filter(
    (one) => one.id !== contactId && (one.taxId === null || one.taxId !== taxId),
  );
  const learned = await ownersOfIban(tx, scope, bare(iban), profileKey({ taxId: supplier.taxId, contactId }));
  return {
    others: [...contacts.map(({ name }) => name), ...learned].slice(0, 5),
    isOwn: own.some((account) => account.iban !== null && bare(account.iban) === bare(iban)),
  };
}

export async function supplierCandidates(tx: Tx, { supplier }: InvoicePayload): Promise<readonly KnownContact[]> {
  const chosen = supplier.contactId === null ? null : await findContact(tx, supplier.contactId);
  const found = [
    ...(chosen ? [chosen] : []),
    ...(supplier.taxId === null ? [] : await findContactsByCode(tx, supplier.taxId)),
    ...(supplier.name === null ? [] : await findContactsByName(tx, supplier.name)),
    ...(supplier.name === null ? [] : await lookAlikes(tx, inLatin(supplier.name))),
  ];
  const contacts = distinct(found);
  const domains = await domainsOfContacts(tx, contacts.map(({ id }) => id)); // prettier-ignore
  return contacts.map((contact) => ({ ...contact, domains: domains.get(contact.id) ?? [] }));
}

/** Contacts that share one of the longer words of the name: among them may be the one that was meant. */
async function lookAlikes(tx: Tx, name: string): Promise<readonly MirroredContact[]> {
  const words = foldCompanyName(name)
    .split(" ")
    .filter((word) => word.length >= 4);
  const longest = words.sort((a, b) => b.length - a.length).slice(0, 3);
  const found: MirroredContact[] = [...(await findContactsByNameEnds(tx, name))];
  for (const word of longest) found.push(...(await searchMirroredContacts(tx, word)));
  return found;
}

/** Those with the same number, and those of the same supplier, day and amount under another one. */
async function purchaseCandidates(
  tx: Tx,
  { number, total, issueDate }: InvoicePayload,
  contactIds: readonly string[],
): Promise<readonly MirroredPurchase[]> {
  const found = number === null ? [] : [...(await findPurchases(tx, { number }))];
  if (total !== null && issueDate !== null) {
    for (const contactId of contactIds) found.push(...(await findPurchases(tx, { contactId, total, date: issueDate })));
  }
  return [...new Map(found.map((purchase) => [purchase.id, purchase])).values()];
}

/**
 * Proposals that share the file, the number (whatever its separators) or supplier, date and total with this one.
 * Rejected and refused ones are no duplicates of anything. Of the invoices of one file only those with the same number
 * come back: the others are like each other because one supplier wrote them all. What says most comes first. It runs at
 * every save of a form: an index finds what may be meant, and only that is compared.
 */
export async function otherProposals(
  tx: Tx,
  scope: CompanyScope,
  {
    id,
    documentId,
    number,
    total,
    issueDate,
    supplier,
  }: {
    readonly id: string;
    readonly documentId: string | null;
    readonly number: string | null;
    readonly total: string | null;
    readonly issueDate: string | null;
    readonly supplier?: Pick<InvoicePayload["supplier"], "taxId" | "contactId">;
  },
): Promise<readonly KnownProposal[]> {
  const sibling = Prisma.sql`coalesce(o.document_id = ${documentId}::uuid, false)`;
  const sameNumber = Prisma.sql`(${joined(Prisma.sql`o.payload->>'number'`)} = ${joined(Prisma.sql`${number}::text`)}
    OR ${joined(trimmed(Prisma.sql`o.payload->>'number'`))} = ${joined(trimmed(Prisma.sql`${number}::text`))})`;
  const inScope = Prisma.sql`company_id = ${scope.companyId}::uuid AND environment = ${scope.environment}`;
  const rows = await tx.$queryRaw<unknown[]>`
    WITH mine AS (
      SELECT p.created_at, p.id, p.part, d.sha256 FROM proposal p
      LEFT JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = ${documentId}::uuid
      WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${id}::uuid),
    near AS (
      SELECT id FROM proposal WHERE ${inScope} AND number_key = visto_number_key(${number}::text)
      UNION SELECT id FROM proposal WHERE ${inScope} AND total_key = ${total}::text
      UNION SELECT id FROM proposal WHERE ${inScope} AND document_id = ANY (ARRAY(
        SELECT d.id FROM document d WHERE d.company_id = ${scope.companyId}::uuid AND d.environment = ${scope.environment}
          AND d.sha256 = (SELECT sha256 FROM mine))))
    SELECT o.id, o.state, d.file_name AS "fileName", (${samePages} AND NOT ${sibling}) AS "isSameFile", ${sibling} AS "isSibling",
      (o.created_at, o.id) < (mine.created_at, mine.id) AS "isOlder", o.payload->>'number' AS number,
      o.payload#>>'{supplier,taxId}' AS "supplierTaxId", o.payload#>>'{supplier,contactId}' AS "supplierContactId",
      o.payload#>>'{supplier,name}' AS "supplierName", o.payload->>'issueDate' AS "issueDate", o.payload->>'total' AS total
    FROM mine CROSS JOIN near JOIN proposal o
      ON o.company_id = ${scope.companyId}::uuid AND o.environment = ${scope.environment} AND o.id = near.id AND o.id <> mine.id
    LEFT JOIN document d ON d.company_id = o.company_id AND d.environment = o.environment AND d.id = o.document_id
    WHERE o.kind = 'invoice' AND o.state NOT IN ('rejected', 'refused', 'joined') AND (${sameNumber} OR NOT ${sibling} AND (${samePages} OR (o.payload->>'total' = ${total} AND (o.payload->>'issueDate' = ${issueDate}
        OR o.payload#>>'{supplier,taxId}' = ${supplier?.taxId ?? null}::text OR o.payload#>>'{supplier,contactId}' = ${supplier?.contactId ?? null}::text))))
    ORDER BY coalesce(${samePages} OR ${sameNumber}, false) DESC, o.created_at DESC, o.id DESC LIMIT 50`;
  return z.array(otherProposal).parse(rows);
}

/** The very same bytes: all of them, the same one of several, or some of the same pages. */
const samePages = Prisma.sql`(coalesce(d.sha256 = mine.sha256, false) AND CASE
  WHEN o.part->'pages' IS NULL OR mine.part->'pages' IS NULL THEN o.part->>'index' IS NOT DISTINCT FROM mine.part->>'index' OR o.part IS NULL OR mine.part IS NULL
  ELSE EXISTS (SELECT FROM jsonb_array_elements(o.part->'pages') a JOIN jsonb_array_elements(mine.part->'pages') b ON a.value = b.value) END)`;

/** Letters and digits only; and without the zeros that fill a group of digits up. */
const joined = (text: Prisma.Sql) => Prisma.sql`regexp_replace(upper(${text}), '[^A-Z0-9]', '', 'g')`;
const trimmed = (text: Prisma.Sql) => Prisma.sql`regexp_replace(${text}, '(^|[^0-9])0+(?=[0-9])', '\\1', 'g')`;

const otherProposal: z.ZodType<KnownProposal> = z.object({
  id: z.string(),
  state: z.string(),
  fileName: z.string().nullable(),
  isSameFile: z.boolean(),
  isSibling: z.boolean(),
  isOlder: z.boolean(),
  number: z.string().nullable(),
  supplierTaxId: z.string().nullable(),
  supplierContactId: z.string().nullable(),
  supplierName: z.string().nullable(),
  issueDate: z.string().nullable(),
  total: z.string().nullable(),
});
