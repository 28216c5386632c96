import "server-only";
import { z } from "zod";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { jsonNull } from "@/lib/platform/db/json";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { pagesOfDocument, part as partSchema, type PagesOfDocument, type Part } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";

const pageSize = z.object({ number: z.int(), width: z.number(), height: z.number() });
export type PageSize = z.infer<typeof pageSize>;

/** The pages an item stands on. */
export type Standing = {
  readonly documentId: string;
  readonly fileName: string;
  readonly pages: readonly number[];
  /** All pages of its file, as they are shown; empty where nobody could look at them. */
  readonly sizes: readonly PageSize[];
  /** What the file was made of here; null: it came as it is. */
  readonly madeOf: readonly PagesOfDocument[] | null;
};

/** Null for an item without a file, or with a file that has no pages that anybody has seen. */
export async function findStanding(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT d.id AS "documentId", d.file_name AS "fileName", d.pages AS sizes, d.made_of AS "madeOf", p.part
    FROM proposal p JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${proposalId}::uuid`;
  if (!row) return null;
  const { part, ...file } = z.object({
    documentId: z.string(), fileName: z.string(), sizes: z.array(pageSize), madeOf: z.array(pagesOfDocument).nullable(), part: partSchema.nullable(),
  }).parse(row); // prettier-ignore
  // One of several in a file without pages of their own stands on none that could be told apart.
  if (file.sizes.length === 0 || (part !== null && part.pages === undefined)) return null;
  return { ...file, pages: part?.pages ?? file.sizes.map(({ number }) => number) };
}

/** Items that were merged into this one, the oldest first, with the pages they brought. */
export async function joinedInto(
  tx: Tx,
  scope: CompanyScope,
  proposalId: string,
): Promise<readonly { readonly id: string; readonly standing: Standing }[]> {
  const rows = await tx.proposal.findMany({
    where: { ...keyOf(scope), joinedInto: proposalId, state: "joined" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const found: { id: string; standing: Standing }[] = [];
  for (const { id } of rows) {
    const standing = await findStanding(tx, scope, id);
    if (standing) found.push({ id, standing });
  }
  return found;
}

export type Place = { readonly documentId: string; readonly part: Part | null; readonly title: string };

/** The item is read anew on these pages. What was known of it before stays in its versions. */
export async function readAnewOn(tx: Tx, scope: CompanyScope, id: string, { documentId, part, title }: Place): Promise<void> {
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    data: {
      documentId, title, part: part === null ? jsonNull : (storable(part) as Prisma.InputJsonObject), state: "reading", joinedInto: null,
      payload: jsonNull, payloadHash: null, reasons: [], evidence: [], confidence: {}, standing: null, risk: "high", failure: jsonNull,
      party: null, amount: null, currency: null, documentDate: null, updatedAt: new Date(),
    },
    select: { id: true },
  }); // prettier-ignore
}

export async function insertOn(tx: Tx, scope: CompanyScope, id: string, { documentId, part, title }: Place): Promise<void> {
  const own = part === null ? {} : { part: storable(part) as Prisma.InputJsonObject };
  await tx.proposal.create({
    data: { ...keyOf(scope), id, kind: "invoice", documentId, title, ...own, state: "reading" },
    select: { id: true },
  });
}

/** The item gives its pages to another one and waits, as it was, for the day it gets them back. */
export async function joinInto(tx: Tx, scope: CompanyScope, id: string, target: string): Promise<void> {
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    data: { state: "joined", joinedInto: target, updatedAt: new Date() },
    select: { id: true },
  });
}

type Made = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizes: readonly PageSize[];
  readonly madeOf: readonly PagesOfDocument[];
  /** The documents it is made of: it shares the way of coming of the first one that a mail brought, else of the first. */
  readonly like: readonly string[];
};

/** A file that the reader will make of pages of others; its bytes come with the reading. */
export async function insertMade(tx: Tx, scope: CompanyScope, { id, fileName, sha256, sizes, madeOf, like }: Made): Promise<void> {
  const sources = await tx.document.findMany({
    where: { ...keyOf(scope), id: { in: [...like] } },
    select: { id: true, source: true, receivedBy: true, mailId: true, mail: true },
  });
  const inOrder = like.flatMap((one) => sources.find((source) => source.id === one) ?? []);
  const first = inOrder.find(({ mail }) => mail !== null) ?? inOrder[0];
  if (!first) throw new Error("a file is made of documents of the company");
  // Who sent it is asked of whatever is made of it, too.
  const { source, receivedBy, mailId, mail } = first;
  const came = { source, receivedBy, mailId, ...(mail === null ? {} : { mail: storable(mail) as Prisma.InputJsonObject }) };
  const stored = { pages: storable(sizes) as Prisma.InputJsonArray, madeOf: storable(madeOf) as Prisma.InputJsonArray };
  const blobKey = `${scope.companyId}/${scope.environment}/${id}`;
  await tx.document.create({
    data: { ...keyOf(scope), ...came, ...stored, id, fileName, sha256, blobKey, mediaType: "application/pdf", byteSize: 0 },
    select: { id: true },
  });
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
