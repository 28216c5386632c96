import "server-only";
import type { Reason } from "@/lib/kernel/evidence";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import type { Kind } from "@/lib/review/model";

export type ReceivedFile = {
  readonly documentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly sha256: string;
  readonly blobKey: string;
  readonly source: Source;
  readonly receivedBy: string | null;
};
export type Source = "upload" | "camera" | "email" | "api";

export async function insertDocument(tx: Tx, scope: CompanyScope, { documentId, ...file }: ReceivedFile): Promise<void> {
  await tx.document.create({ data: { ...keyOf(scope), id: documentId, ...file }, select: { id: true } });
}

type NewProposal = {
  readonly id: string;
  readonly kind: Kind;
  readonly documentId: string;
  readonly title: string;
  readonly reasons: readonly Reason[];
};

/** A proposal nobody understands yet: high risk until something is known. */
export async function insertReading(tx: Tx, scope: CompanyScope, { reasons, ...proposal }: NewProposal): Promise<void> {
  await tx.proposal.create({
    data: {
      ...keyOf(scope),
      ...proposal,
      reasons: reasons.map(({ code, level, detail }) => ({ code, level, ...(detail && { detail: { ...detail } }) })),
      state: "reading",
    },
    select: { id: true },
  });
}

export type Twin = { readonly proposalId: string; readonly fileName: string; readonly state: string; readonly createdAt: Date };

/** The oldest item of this company and environment that came from the very same bytes and is still alive. */
export async function twinOf(tx: Tx, scope: CompanyScope, sha256: string): Promise<Twin | null> {
  const [twin] = await tx.$queryRaw<Twin[]>`
    SELECT p.id AS "proposalId", d.file_name AS "fileName", p.state, p.created_at AS "createdAt"
    FROM document d JOIN proposal p ON p.company_id = d.company_id AND p.environment = d.environment AND p.document_id = d.id
    WHERE d.company_id = ${scope.companyId}::uuid AND d.environment = ${scope.environment} AND d.sha256 = ${sha256}
      AND p.state NOT IN ('rejected', 'refused')
    ORDER BY p.created_at, p.id LIMIT 1`;
  return twin ?? null;
}

export function findDocument(tx: Tx, scope: CompanyScope, id: string) {
  return tx.document.findUnique({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    select: { id: true, fileName: true, mediaType: true, byteSize: true, blobKey: true },
  });
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
