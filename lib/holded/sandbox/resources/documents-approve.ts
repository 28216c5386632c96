import type { Call } from "../handler";
import { unprocessable } from "../problem";
import { bookDocument } from "./document-booking";
import { refuseLocked } from "./documents";
import { kindOf } from "./documents-kinds";
import type { HoldedDocument } from "./documents-model";
import { nextNumber, numberingSeries, takeNumber } from "./numbering-series";

/** Sales that Veri*factu, TicketBAI and SII report. */
const reported: readonly HoldedDocument["type"][] = ["invoice", "salesreceipt", "creditnote"];

/**
 * Approves a draft: its number, its entry in the journal and, where the switch says so, its record at the tax agency.
 * Everything that may refuse comes before the first write.
 * @throws Problem 422
 */
export function approveDocument(call: Call, document: HoldedDocument): HoldedDocument {
  refuseLocked(call, document.date);
  if (document.cancelled) throw unprocessable("A cancelled document cannot be approved");
  if (!document.draft) throw unprocessable(`The ${document.type} is already approved`);
  const next = kindOf(document.type).numbered === "by_supplier" ? null : nextNumber(call.write, document);
  // Written without an offset, unlike every other moment of the API.
  const moment = call.now.toISOString().slice(0, 19);
  const approved: HoldedDocument = {
    ...document,
    number: next?.number ?? document.number,
    draft: false,
    approved_at: moment,
    verifactu_sent_at: isReported(call, document, next?.series.id ?? null) ? moment : null,
  };
  call.write.put(kindOf(document.type).collection, approved);
  if (next) takeNumber(call.write, next, document);
  bookDocument(call, approved);
  return approved;
}

/** @throws Problem 422 when it is a draft, paid, or cancelled already */
export function cancelDocument(call: Call, document: HoldedDocument): void {
  refuseLocked(call, document.date);
  if (document.cancelled) throw unprocessable("The invoice is already cancelled");
  if (document.draft) throw unprocessable("A draft cannot be cancelled");
  if (document.paid !== "0.00") throw unprocessable("An invoice with payments cannot be cancelled");
  call.write.put(kindOf(document.type).collection, { ...document, cancelled: true });
  bookDocument(call, document, true);
}

function isReported(call: Call, document: HoldedDocument, seriesId: string | null): boolean {
  if (!call.switches.verifactu || !reported.includes(document.type) || seriesId === null) return false;
  return call.write.in(numberingSeries).get(seriesId)?.verifactu_excluded !== true;
}
