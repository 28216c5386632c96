import "server-only";
import { z } from "zod";
import { invoicePayload, type InvoicePayload } from "@/lib/agents/invoices/model";
import {
  addUp,
  byHand,
  lesson,
  profileKey,
  type ByHand,
  type Lesson,
  type StoredLesson,
  type StoredProfile,
  type SupplierProfile,
} from "@/lib/agents/invoices/memory/profile";
import { newId } from "@/lib/kernel/ids";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldName } from "@/lib/language/names";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

type Supplier = Pick<InvoicePayload["supplier"], "taxId" | "contactId" | "name">;

/** The newest lessons that are added up: what changed years ago is no habit. */
const lessonsKept = 24;

/**
 * What is known of the supplier of an invoice: by its tax id, else by its contact, else, where the paper gives no tax id
 * that holds, by its name if only one supplier is called so. Null: nothing was ever approved, or it was forgotten.
 */
export async function profileFor(
  tx: Tx,
  scope: CompanyScope,
  supplier: Supplier,
  ownTaxIds: readonly string[] = [],
): Promise<SupplierProfile | null> {
  const taxId = usableTaxId(supplier.taxId, ownTaxIds);
  const found = await findProfile(tx, scope, { ...supplier, taxId });
  return found && withLessons(tx, scope, found);
}

function usableTaxId(taxId: string | null, own: readonly string[]): string | null {
  const normalized = taxId === null ? null : normalizeTaxId(taxId);
  return normalized !== null && checkTaxId(normalized).valid && !own.map(normalizeTaxId).includes(normalized) ? normalized : null;
}

async function findProfile(tx: Tx, scope: CompanyScope, { taxId, contactId, name }: Supplier): Promise<StoredProfile | null> {
  if (taxId !== null) {
    const byTaxId = await tx.supplierProfile.findFirst({ where: { ...keyOf(scope), key: `tax:${taxId}` }, select: columns });
    if (byTaxId) return stored(byTaxId);
  }
  if (contactId !== null) {
    // The same contact under another tax id is what a forger sends: nothing of it is believed.
    const byContact = await tx.supplierProfile.findFirst({
      where: { ...keyOf(scope), contactId, ...(taxId === null ? {} : { taxId: null }) },
      orderBy: { updatedAt: "desc" },
      select: columns,
    });
    if (byContact) return stored(byContact);
  }
  return taxId === null && name !== null ? onlyByName(tx, scope, name) : null;
}

async function onlyByName(tx: Tx, scope: CompanyScope, name: string): Promise<StoredProfile | null> {
  const wanted = foldName(name);
  if (wanted.length < 4) return null;
  const rows = await tx.supplierProfile.findMany({ where: keyOf(scope), select: columns, orderBy: { id: "asc" } });
  const [only, ...others] = rows.filter((row) => foldName(row.name) === wanted);
  return only && others.length === 0 ? stored(only) : null;
}

const columns = { id: true, key: true, taxId: true, contactId: true, name: true, byHand: true } as const;
type ProfileRow = {
  readonly id: string;
  readonly key: string;
  readonly taxId: string | null;
  readonly contactId: string | null;
  readonly name: string;
  readonly byHand: unknown;
};
const stored = (row: ProfileRow): StoredProfile => ({ ...row, byHand: byHand.catch({}).parse(row.byHand) });

type LessonRow = { readonly profileId: string; readonly proposalId: string; readonly lesson: unknown };

/** Only lessons of versions that stand approved: one that was taken back or sent back has taught nothing. */
async function lessonsOf(
  tx: Tx,
  scope: CompanyScope,
  profileIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredLesson[]>> {
  const rows = profileIds.length === 0 ? [] : await tx.$queryRaw<LessonRow[]>`
    SELECT l.profile_id AS "profileId", l.proposal_id AS "proposalId", l.lesson FROM supplier_lesson l
    JOIN proposal p ON p.company_id = l.company_id AND p.environment = l.environment AND p.id = l.proposal_id AND p.version = l.version
    WHERE l.company_id = ${scope.companyId}::uuid AND l.environment = ${scope.environment}
      AND l.profile_id IN (${Prisma.join(profileIds.map((id) => Prisma.sql`${id}::uuid`))})
      AND p.state IN ('approved', 'sending', 'settled')
    ORDER BY l.learned_at DESC, l.proposal_id`; // prettier-ignore
  const lessons = new Map<string, StoredLesson[]>();
  for (const row of rows) {
    const parsed = lesson.safeParse(row.lesson);
    if (!parsed.success) continue;
    lessons.set(row.profileId, [...(lessons.get(row.profileId) ?? []), { proposalId: row.proposalId, lesson: parsed.data }]);
  }
  return lessons;
}

async function withLessons(tx: Tx, scope: CompanyScope, profile: StoredProfile): Promise<SupplierProfile> {
  const lessons = await lessonsOf(tx, scope, [profile.id]);
  return addUp(profile, (lessons.get(profile.id) ?? []).slice(0, lessonsKept));
}

/** Everything that is known, by name. */
export async function allProfiles(tx: Tx, scope: CompanyScope): Promise<readonly SupplierProfile[]> {
  const rows = await tx.supplierProfile.findMany({
    where: keyOf(scope),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 2000,
    select: columns,
  });
  const lessons = await lessonsOf(tx, scope, rows.map(({ id }) => id)); // prettier-ignore
  return rows.map((row) => addUp(stored(row), (lessons.get(row.id) ?? []).slice(0, lessonsKept)));
}

export async function profileById(tx: Tx, scope: CompanyScope, id: string): Promise<SupplierProfile | null> {
  const row = await tx.supplierProfile.findUnique({ where: { companyId_environment_id: { ...keyOf(scope), id } }, select: columns });
  return row && withLessons(tx, scope, stored(row));
}

/** Suppliers other than this one that an account number was approved for. */
export async function ownersOfIban(tx: Tx, scope: CompanyScope, iban: string, otherThan: string | null): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT s.name FROM supplier_profile s
    JOIN supplier_lesson l ON l.company_id = s.company_id AND l.environment = s.environment AND l.profile_id = s.id
    JOIN proposal p ON p.company_id = l.company_id AND p.environment = l.environment AND p.id = l.proposal_id AND p.version = l.version
    WHERE s.company_id = ${scope.companyId}::uuid AND s.environment = ${scope.environment} AND l.lesson->>'iban' = ${iban}
      AND s.key IS DISTINCT FROM ${otherThan} AND p.state IN ('approved', 'sending', 'settled') ORDER BY 1 LIMIT 5`;
  return rows.map(({ name }) => name);
}

export type ApprovedInvoice = {
  readonly version: number;
  readonly proposed: InvoicePayload;
  readonly approved: InvoicePayload;
  readonly documentId: string | null;
  readonly file: { readonly blobKey: string; readonly fileName: string } | null;
  /** Pages of the file that are this invoice; null: all. */
  readonly pages: readonly number[] | null;
};

type ApprovedRow = {
  readonly version: number;
  readonly payload: unknown;
  readonly proposed: unknown;
  readonly part: unknown;
  readonly documentId: string | null;
  readonly blobKey: string | null;
  readonly fileName: string | null;
};

/** An invoice that stands approved, with what the agent had proposed; null for anything else. */
export async function approvedInvoice(tx: Tx, scope: CompanyScope, proposalId: string): Promise<ApprovedInvoice | null> {
  const [row] = await tx.$queryRaw<ApprovedRow[]>`
    SELECT p.version, p.payload, p.part, p.document_id AS "documentId", d.blob_key AS "blobKey", d.file_name AS "fileName",
      (SELECT v.payload FROM proposal_version v WHERE v.company_id = p.company_id AND v.environment = p.environment AND v.proposal_id = p.id
        AND v.origin = 'agent' AND v.version <= p.version ORDER BY v.version DESC LIMIT 1) AS proposed
    FROM proposal p LEFT JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${proposalId}::uuid
      AND p.kind = 'invoice' AND p.state IN ('approved', 'sending', 'settled')`;
  if (!row) return null;
  const approved = invoicePayload.parse(row.payload);
  const proposed = invoicePayload.safeParse(row.proposed);
  const part = z.object({ pages: z.array(z.int()) }).safeParse(row.part);
  return {
    version: row.version,
    approved,
    proposed: proposed.success ? proposed.data : approved,
    documentId: row.documentId,
    file: row.blobKey === null ? null : { blobKey: row.blobKey, fileName: row.fileName ?? "" },
    pages: part.success ? part.data.pages : null,
  };
}

type Learned = { readonly supplier: Supplier; readonly proposalId: string; readonly version: number; readonly lesson: Lesson };

/** Keeps what an invoice taught; learning the same one again replaces it. Null: its supplier has no key. */
export async function saveLesson(
  tx: Tx,
  scope: CompanyScope,
  { supplier, proposalId, version, lesson: taught }: Learned,
): Promise<string | null> {
  const key = profileKey(supplier);
  if (key === null) return null;
  const taxId = key.startsWith("tax:") ? key.slice(4) : null;
  const about = { taxId, contactId: supplier.contactId, name: supplier.name ?? taxId ?? key };
  const { id } = await tx.supplierProfile.upsert({
    where: { companyId_environment_key: { ...keyOf(scope), key } },
    create: { ...keyOf(scope), id: newId(), key, ...about },
    // A contact that is made on sending has no id yet: the one that is known stays.
    update: { name: about.name, updatedAt: new Date(), ...(about.contactId === null ? {} : { contactId: about.contactId }) },
    select: { id: true },
  });
  const content = { version, lesson: { ...taught } as Prisma.InputJsonObject, learnedAt: new Date() };
  await tx.supplierLesson.upsert({
    where: { companyId_environment_profileId_proposalId: { ...keyOf(scope), profileId: id, proposalId } },
    create: { ...keyOf(scope), profileId: id, proposalId, ...content },
    update: content,
    select: { proposalId: true },
  });
  return id;
}

export async function saveByHand(tx: Tx, scope: CompanyScope, id: string, values: ByHand): Promise<boolean> {
  const { count } = await tx.supplierProfile.updateMany({
    where: { ...keyOf(scope), id },
    data: { byHand: { ...values } as Prisma.InputJsonObject, updatedAt: new Date() },
  });
  return count > 0;
}

/** Every lesson of a profile rewritten; false: there is no such profile. */
export async function rewriteLessons(tx: Tx, scope: CompanyScope, id: string, change: (taught: Lesson) => Lesson): Promise<boolean> {
  const rows = await tx.supplierLesson.findMany({ where: { ...keyOf(scope), profileId: id }, select: { proposalId: true, lesson: true } });
  for (const row of rows) {
    const before = lesson.safeParse(row.lesson);
    if (!before.success) continue;
    await tx.supplierLesson.update({
      where: { companyId_environment_profileId_proposalId: { ...keyOf(scope), profileId: id, proposalId: row.proposalId } },
      data: { lesson: { ...change(before.data) } as Prisma.InputJsonObject },
      select: { proposalId: true },
    });
  }
  return rows.length > 0;
}

/** With all its lessons. Null removes every profile of the company and environment. Gives back how many went. */
export async function deleteProfiles(tx: Tx, scope: CompanyScope, id: string | null): Promise<number> {
  const { count } = await tx.supplierProfile.deleteMany({ where: { ...keyOf(scope), ...(id === null ? {} : { id }) } });
  return count;
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
