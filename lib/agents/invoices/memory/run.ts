import "server-only";
import { applyProfile } from "@/lib/agents/invoices/memory/apply-profile";
import { learnJob } from "@/lib/agents/invoices/kind";
import { learnFrom } from "@/lib/agents/invoices/memory/learn";
import { approvedInvoice, profileFor, saveLesson, type ApprovedInvoice } from "@/lib/agents/invoices/memory/store";
import type { InvoiceReading } from "@/lib/agents/invoices/reading";
import { senderOf } from "@/lib/agents/invoices/mail-store";
import { withSupplierDetails } from "@/lib/agents/invoices/supplier-details";
import { ownIdentity } from "@/lib/agents/invoices/store";
import { blobStore } from "@/lib/documents/blob-store";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { Page } from "@/lib/documents/model";
import { readDocument } from "@/lib/documents/read-document";
import { domainKey } from "@/lib/language/contact-keys";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";

const agent = { kind: "agent", name: "invoices" } as const;

/** A reading with how its supplier is reached, and with what people of this company taught about it, where they did. */
export async function recall(
  tx: Tx,
  scope: CompanyScope,
  reading: InvoiceReading,
  pages: readonly Page[],
  today: string,
): Promise<InvoiceReading> {
  const { taxId } = await ownIdentity(tx, scope);
  const profile = await profileFor(tx, scope, reading.payload.supplier, [taxId]);
  const known = withSupplierDetails(reading, pages);
  return profile ? applyProfile(known, pages, profile, { today, ownTaxIds: [taxId] }) : known;
}

/**
 * Keeps what a person taught by approving an invoice. May be repeated: the same lesson replaces itself, and an approval
 * that no longer stands teaches nothing.
 */
export async function learnFromApproval(scope: CompanyScope, proposalId: string): Promise<void> {
  const known = await scope.read(async (tx) => {
    const invoice = await approvedInvoice(tx, scope, proposalId);
    if (!invoice) return null;
    const { mail } = await senderOf(tx, scope, invoice.documentId);
    return {
      invoice,
      profile: await profileFor(tx, scope, invoice.approved.supplier),
      senderDomain: mail ? ownDomain(mail.fromDomain) : null,
    };
  });
  if (!known) return;
  const { invoice, profile, senderDomain } = known;
  const { proposed, approved } = invoice;
  const blind = learnFrom({ proposed, approved, pages: [], profile: null, senderDomain: null });
  // Looking at the file again takes time: only where a place is to be remembered or tried.
  const isToLook = blind.corrected.some((path) => path !== "supplier.name") || (profile?.anchors.length ?? 0) > 0;
  const pages = isToLook ? await pagesOf(invoice) : [];
  const taught = learnFrom({ proposed, approved, pages, profile, senderDomain });
  await scope.write(async (tx) => {
    const now = await approvedInvoice(tx, scope, proposalId);
    if (now?.version !== invoice.version) return;
    const { version } = invoice;
    const id = await saveLesson(tx, scope, { supplier: approved.supplier, proposalId, version, lesson: taught });
    if (id)
      await audit(tx, scope, agent, "supplier.learned", `supplier:${id}`, { proposalId, version, corrected: taught.corrected.join(",") });
  });
}

/** Null for providers that everybody has an address at. */
const ownDomain = (domain: string): string | null => domainKey(domain)?.slice("domain:".length) ?? null;

async function pagesOf({ file, pages }: ApprovedInvoice): Promise<readonly Page[]> {
  const bytes = file && (await blobStore().get(file.blobKey));
  const inspected = bytes ? inspectUpload(bytes, file.fileName) : null;
  if (!bytes || !inspected?.ok) return [];
  const document = await readDocument(bytes, inspected.value.mediaType);
  if (!document.ok) return [];
  return document.value.pages.filter(({ number }) => pages === null || pages.length === 0 || pages.includes(number));
}

export const learnHandler = handle(learnJob, ({ proposalId, ...key }) => learnFromApproval(companyScope(key), proposalId));
