import "server-only";
import type { SenderMail } from "@/lib/agents/invoices/facts";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

type Row = {
  readonly address: string | null;
  readonly fromName: string | null;
  readonly subject: string | null;
  readonly date: string | null;
};

/** What the mail that brought a file says of its sender: of a forwarded chain, the innermost. Empty: it came another way. */
export async function senderOf(tx: Tx, scope: CompanyScope, documentId: string | null): Promise<{ readonly mail?: SenderMail }> {
  if (documentId === null) return {};
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT mail->>'fromAddress' AS address, mail->>'fromName' AS "fromName", mail->>'subject' AS subject, mail->>'date' AS date
    FROM document WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND id = ${documentId}::uuid
      AND mail IS NOT NULL`;
  const fromDomain = /@([a-z0-9.-]+)$/iu.exec(row?.address ?? "")?.[1]?.toLowerCase();
  return row && fromDomain ? { mail: { fromDomain, fromName: row.fromName, subject: row.subject, date: row.date } } : {};
}
