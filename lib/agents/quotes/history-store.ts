import "server-only";
import type { PastDocument } from "@/lib/agents/quotes/engine/model";
import { findDocuments, type MirroredDocument } from "@/lib/holded/mirror/read-documents";
import type { PlainDate } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db/scope";

/** What a customer was last sold: newest documents that are looked at for "the usual". */
const mostDocuments = 30;

/**
 * Invoices and receipts of a customer, oldest first; where there is none, the estimates. What was written without a product
 * of the catalogue cannot be repeated and is left out.
 */
export async function historyOf(tx: Tx, contactId: string): Promise<readonly PastDocument[]> {
  const sold = [
    ...(await findDocuments(tx, "invoice", { contactId, limit: mostDocuments })),
    ...(await findDocuments(tx, "sales_receipt", { contactId, limit: mostDocuments })),
  ];
  const documents = sold.length > 0 ? sold : await findDocuments(tx, "estimate", { contactId, limit: mostDocuments });
  return documents
    .flatMap((document) => pastOf(document, contactId))
    .sort((a, b) => (a.date === b.date ? (a.number < b.number ? -1 : 1) : a.date < b.date ? -1 : 1));
}

function pastOf({ date, number, lines, status, id }: MirroredDocument, customer: string): readonly PastDocument[] {
  if (date === null || status === "cancelled" || status === "failed") return [];
  const kept = lines.flatMap(({ productId, serviceId, units }) => {
    const item = productId ?? serviceId;
    return item === null || units === null || !/^\d+(?:\.\d+)?$/u.test(units) || Number(units) === 0 ? [] : [{ item, quantity: units }];
  });
  return kept.length === 0 ? [] : [{ customer, date: date as PlainDate, number: number ?? id, lines: kept }];
}
