import "server-only";
import { hintObjects } from "@/lib/holded/mirror/hint-store";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { MirrorRow } from "@/lib/holded/mirror/row";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

const documentResources: Readonly<Record<string, MirrorResource>> = {
  invoice: "invoice",
  salesreceipt: "sales_receipt",
  creditnote: "credit_note",
  purchase: "purchase",
  purchaserefund: "purchase",
};

type PaymentKeys = Pick<MirrorRow, "holdedId" | "parentId" | "code">;

/** A payment that is new changed what is still open of its document, whatever the document's date: it is read again. */
export async function hintPaidDocuments(tx: Tx, scope: CompanyScope, payments: readonly PaymentKeys[]): Promise<void> {
  const rows = await tx.mirrorObject.findMany({
    where: { ...keyOf(scope), resource: "payment", holdedId: { in: payments.map(({ holdedId }) => holdedId) }, deletedAt: null },
    select: { holdedId: true },
  });
  const known = new Set(rows.map(({ holdedId }) => holdedId));
  await hintDocuments(
    tx,
    scope,
    payments.filter(({ holdedId }) => !known.has(holdedId)),
  );
}

/** A payment that is gone left its document open again. */
export async function hintUnpaidDocument(tx: Tx, scope: CompanyScope, paymentId: string): Promise<void> {
  const payments = await tx.mirrorObject.findMany({
    where: { ...keyOf(scope), resource: "payment", holdedId: paymentId },
    select: { holdedId: true, parentId: true, code: true },
  });
  await hintDocuments(tx, scope, payments);
}

async function hintDocuments(tx: Tx, scope: CompanyScope, payments: readonly PaymentKeys[]): Promise<void> {
  const hints = payments.flatMap(({ parentId, code }) => {
    const resource = documentResources[code ?? ""];
    return parentId === null || resource === undefined ? [] : [{ resource, holdedId: parentId, expects: "either" as const }];
  });
  const now = new Date();
  await hintObjects(tx, scope, hints, { at: now, dueAt: now });
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
