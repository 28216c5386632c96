import "server-only";
import { z } from "zod";
import type { BookedPurchase, IbanOwners, InvoiceFacts, KnownContact, KnownProposal } from "@/lib/agents/invoices/facts";
import { senderOf } from "@/lib/agents/invoices/mail-store";
import { matchSupplier } from "@/lib/agents/invoices/supplier";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { ReadDocument } from "@/lib/documents/model";
import { ownersOfIban, profileFor } from "@/lib/agents/invoices/memory/store";
import { profileKey } from "@/lib/agents/invoices/memory/profile";
import {
  domainsOfContacts,
  findContact,
  findContactsByCode,
  findContactsByIban,
  findContactsByName,
  findContactsByNameEnds,
  findPurchases,
  mirroredExpenseAccounts,
  mirroredTaxes,
  mirroredTreasuryAccounts,
  purchasesOfContact,
  searchMirroredContacts,
  type BookedPurchase as MirroredBooking,
  type MirroredContact,
  type MirroredPurchase,
} from "@/lib/holded/store";
import { foldCompanyName } from "@/lib/holded/keys";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { inLatin } from "@/lib/language/look-alike";
import { isRowId } from "@/lib/kernel/ids";
import { pagesOfDocument, part as partSchema, type PagesOfDocument, type Part } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { settingsOf } from "@/lib/platform/company-settings";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** A file that waits for its reading. */
export type Unread = {
  readonly proposalId: string;
  readonly documentId: string;
  readonly fileName: string;
  readonly blobKey: string;
  /** Which of several invoices in the file; null: not known yet, or the only one. */
  readonly part: Part | null;
  /** Pages of other files that this one is to be made of; null: it came as it is. */
  readonly madeOf: readonly (PagesOfDocument & { readonly blobKey: string; readonly mediaType: string })[] | null;
};

/** The file of a proposal that is still being read; null when somebody was faster or there is none. */
export async function findUnread(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Unread | null> {
  if (!isRowId(proposalId)) return null;
  const [row] = await tx.$queryRaw<(Omit<Unread, "madeOf"> & { readonly madeOf: unknown })[]>`
    SELECT p.id AS "proposalId", d.id AS "documentId", d.file_name AS "fileName", d.blob_key AS "blobKey", p.part, d.made_of AS "madeOf"
    FROM proposal p JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${proposalId}::uuid
      AND p.state = 'reading'`;
  return row
    ? { ...row, madeOf: row.madeOf === null ? null : await sourcesOf(tx, scope, z.array(pagesOfDocument).parse(row.madeOf)) }
    : null;
}

async function sourcesOf(tx: Tx, scope: CompanyScope, made: readonly PagesOfDocument[]): Promise<NonNullable<Unread["madeOf"]>> {
  const documents = await tx.document.findMany({
    where: { ...keyOf(scope), id: { in: made.map(({ documentId }) => documentId) } },
    select: { id: true, blobKey: true, mediaType: true },
  });
  return made.flatMap((one) => {
    const document = documents.find(({ id }) => id === one.documentId);
    return document ? [{ ...one, blobKey: document.blobKey, mediaType: document.mediaType }] : [];
  });
}

/** Names the invoice of a file that a proposal stands for. */
export async function savePart(tx: Tx, scope: CompanyScope, proposalId: string, part: Part): Promise<void> {
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: proposalId } },
    data: { part: storable(part) as Prisma.InputJsonObject },
    select: { id: true },
  });
}

/** A file that was written here: some pages of another one. */
export type WrittenFile = {
  readonly documentId: string;
  readonly fileName: string;
  readonly blobKey: string;
  readonly byteSize: number;
  readonly sha256: string;
};

export async function insertWritten(tx: Tx, scope: CompanyScope, { documentId, ...file }: WrittenFile, of: PagesOfDocument): Promise<void> {
  const madeOf = storable([of]) as Prisma.InputJsonArray;
  await tx.document.create({
    data: { ...keyOf(scope), id: documentId, ...file, mediaType: "application/pdf", source: "api", madeOf },
    select: { id: true },
  });
}

/** A file made of others has its bytes now. */
export async function saveWritten(
  tx: Tx,
  scope: CompanyScope,
  documentId: string,
  written: Pick<WrittenFile, "byteSize" | "sha256">,
): Promise<void> {
  await tx.document.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: documentId } },
    data: { ...written },
    select: { id: true },
  });
}

/** What is known of a file once it was looked at. */
export async function saveLookedAt(
  tx: Tx,
  scope: CompanyScope,
  documentId: string,
  { mediaType, pages }: { readonly mediaType: string; readonly pages: ReadDocument["pages"] },
): Promise<void> {
  await tx.document.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: documentId } },
    data: { mediaType, pages: pages.map(({ number, width, height }) => ({ number, width, height })) },
    select: { id: true },
  });
}

/** The file of a proposal, to be attached to what it becomes: only its own pages, where it shares a file with others. */
export async function findAttachment(
  tx: Tx,
  scope: CompanyScope,
  proposal: { readonly id: string; readonly documentId: string | null },
): Promise<{ readonly documentId: string; readonly fileName: string; readonly mediaType: string } | null> {
  const row = await tx.proposal.findUnique({
    where: { companyId_environment_id: { ...keyOf(scope), id: proposal.id } },
    select: { part: true },
  });
  const documentId = partSchema.nullable().parse(row?.part ?? null)?.fileId ?? proposal.documentId;
  if (documentId === null) return null;
  const file = await tx.document.findUnique({
    where: { companyId_environment_id: { ...keyOf(scope), id: documentId } },
    select: { id: true, fileName: true, mediaType: true },
  });
  return file && { documentId: file.id, fileName: file.fileName, mediaType: file.mediaType };
}

/** The company as it stands on the invoices it receives. */
export function ownIdentity(tx: Tx, scope: CompanyScope): Promise<{ readonly name: string; readonly taxId: string }> {
  return tx.company.findUniqueOrThrow({ where: { id: scope.companyId }, select: { name: true, taxId: true } });
}

type About = { readonly id: string; readonly documentId: string | null };

/** Everything the checks, the supplier search and the plan compare this invoice with. */
export async function loadFacts(
  tx: Tx,
  scope: CompanyScope,
  payload: InvoicePayload,
  about: About,
  clock: Clock = systemClock,
): Promise<InvoiceFacts> {
  const { approveInHolded, defaultExpenseAccountId } = await settingsOf(tx, scope);
  const contacts = await supplierCandidates(tx, payload);
  const company = await ownIdentity(tx, scope);
  const { contact } = matchSupplier(payload, contacts);
  const written = contact === null ? [] : await purchasesOfContact(tx, contact.id, purchasesCompared);
  return {
    company,
    today: todayInMadrid(clock),
    contacts,
    taxes: await mirroredTaxes(tx),
    accounts: await mirroredExpenseAccounts(tx),
    purchases: distinct([
      ...written,
      ...(await purchaseCandidates(
        tx,
        payload,
        contacts.map(({ id }) => id),
      )),
    ]),
    proposals: await otherProposals(tx, scope, { ...about, ...payload, supplier: payload.supplier }),
    defaultAccountId: defaultExpenseAccountId,
    approveInHolded,
    profile: await profileFor(tx, scope, { ...payload.supplier, contactId: contact?.id ?? payload.supplier.contactId }, [company.taxId]),
    booked: written.map(booked),
    ibanOwners: await ownersOf(tx, scope, payload, contact?.id ?? null),
    ...(await senderOf(tx, scope, about.documentId)),
  };
}

/** Two years of weekly invoices: what an invoice is compared with number by number. */
const purchasesCompared = 120;

const distinct = <T extends { readonly id: string }>(found: readonly T[]): readonly T[] => [
  ...new Map(found.map((one) => [one.id, one])).values(),
];

/** As Holded has it, without the references that we put among its tags. */
function booked({ tags, lines }: MirroredBooking): BookedPurchase {
  return {
    tags: tags.filter((tag) => !/^vb-?[0-9a-z]{10}$/i.test(tag)),
    projectId: lines.find(({ projectId }) => projectId !== null)?.projectId ?? null,
    lines: lines.map(({ name, account }) => ({ name, account })),
  };
}

/** Whose the account number on the paper is, as far as anybody here knows. */
async function ownersOf(tx: Tx, scope: CompanyScope, { iban, supplier }: InvoicePayload, contactId: string | null): Promise<IbanOwners> {
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

async function supplierCandidates(tx: Tx, { supplier }: InvoicePayload): Promise<readonly KnownContact[]> {
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
 * Rejected and refused ones are no duplicates of anything, nor are the invoices of one file of each other.
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
  const rows = await tx.$queryRaw<unknown[]>`
    WITH mine AS (
      SELECT p.created_at, p.id, p.part, d.sha256 FROM proposal p
      LEFT JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = ${documentId}::uuid
      WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${id}::uuid)
    SELECT o.id, o.state, d.file_name AS "fileName", ${samePages} AS "isSameFile",
      (o.created_at, o.id) < (mine.created_at, mine.id) AS "isOlder", o.payload->>'number' AS number,
      o.payload#>>'{supplier,taxId}' AS "supplierTaxId", o.payload#>>'{supplier,contactId}' AS "supplierContactId",
      o.payload#>>'{supplier,name}' AS "supplierName", o.payload->>'issueDate' AS "issueDate", o.payload->>'total' AS total
    FROM mine JOIN proposal o ON o.company_id = ${scope.companyId}::uuid AND o.environment = ${scope.environment} AND o.id <> mine.id
      AND o.document_id IS DISTINCT FROM ${documentId}::uuid
    LEFT JOIN document d ON d.company_id = o.company_id AND d.environment = o.environment AND d.id = o.document_id
    WHERE o.kind = 'invoice' AND o.state NOT IN ('rejected', 'refused', 'joined') AND (
      ${samePages}
      OR ${joined(Prisma.sql`o.payload->>'number'`)} = ${joined(Prisma.sql`${number}::text`)}
      OR ${joined(trimmed(Prisma.sql`o.payload->>'number'`))} = ${joined(trimmed(Prisma.sql`${number}::text`))}
      OR (o.payload->>'total' = ${total} AND (o.payload->>'issueDate' = ${issueDate}
        OR o.payload#>>'{supplier,taxId}' = ${supplier?.taxId ?? null}::text OR o.payload#>>'{supplier,contactId}' = ${supplier?.contactId ?? null}::text)))
    ORDER BY o.created_at, o.id LIMIT 50`;
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
  isOlder: z.boolean(),
  number: z.string().nullable(),
  supplierTaxId: z.string().nullable(),
  supplierContactId: z.string().nullable(),
  supplierName: z.string().nullable(),
  issueDate: z.string().nullable(),
  total: z.string().nullable(),
});

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
