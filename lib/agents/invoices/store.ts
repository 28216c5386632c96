import "server-only";
import { z } from "zod";
import type { InvoiceFacts } from "@/lib/agents/invoices/facts";
import { companionsOf } from "@/lib/agents/invoices/join-store";
import { senderOf } from "@/lib/agents/invoices/mail-store";
import { matchSupplier } from "@/lib/agents/invoices/supplier";
import { booked, otherProposals, ownersOf, purchasesAbout, supplierCandidates } from "@/lib/agents/invoices/supplier-store";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { ReadDocument } from "@/lib/documents/model";
import { profileFor } from "@/lib/agents/invoices/memory/store";
import { refusedThrough } from "@/lib/holded/outbox/period-store";
import { mirroredExpenseAccounts, mirroredTaxes } from "@/lib/holded/store";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { isRowId } from "@/lib/kernel/ids";
import { pagesOfDocument, part as partSchema, type PagesOfDocument, type Part } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";
import { settingsOf } from "@/lib/platform/company-settings";
import { type Prisma } from "@/lib/platform/db/generated/client";
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
  const { approveInHolded, defaultExpenseAccountId, closedThrough } = await settingsOf(tx, scope);
  const contacts = await supplierCandidates(tx, payload);
  const company = await ownIdentity(tx, scope);
  const { contact } = matchSupplier(payload, contacts);
  const purchases = await purchasesAbout(tx, payload, contact, contacts);
  return {
    company,
    today: todayInMadrid(clock),
    contacts,
    taxes: await mirroredTaxes(tx),
    accounts: await mirroredExpenseAccounts(tx),
    purchases: purchases.all,
    proposals: await otherProposals(tx, scope, { ...about, ...payload, supplier: payload.supplier }),
    defaultAccountId: defaultExpenseAccountId,
    approveInHolded,
    closedThrough,
    refusedThrough: await refusedThrough(tx, scope),
    companions: await companionsOf(tx, scope, about),
    profile: await profileFor(tx, scope, { ...payload.supplier, contactId: contact?.id ?? payload.supplier.contactId }, [company.taxId]),
    booked: purchases.own.map(booked),
    ibanOwners: await ownersOf(tx, scope, payload, contact?.id ?? null),
    ...(await senderOf(tx, scope, about.documentId)),
  };
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
