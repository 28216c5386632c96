import type { Reader } from "../collection";
import { dayRangeOf, isOpen, isWithin, type DayRange } from "../day-range";
import type { Call } from "../handler";
import { madridDay } from "../moments";
import { byId, between } from "../sorted-view";
import type { PageOptions } from "../page";
import { statusOf, type HoldedDocument } from "./documents-model";

/** Which documents a list call asks for, and in what order; no more of them are looked at than an index leaves over. */
export function documentsAsked(call: Call, reader: Reader<HoldedDocument>): PageOptions<HoldedDocument> {
  const asked = filtersOf(call);
  const sort = typeof call.query["sort"] === "string" ? call.query["sort"] : "id";
  const descending = sort.startsWith("-");
  const order = descending ? sort.slice(1) : sort;
  const today = madridDay(call.now);
  const keep = (document: HoldedDocument): boolean => isAsked(asked, document, today);
  if (order !== "id") return { sorted: reader.all(order), descending, keep };
  return { sorted: candidates(asked, reader), keep };
}

type Filters = {
  readonly contactId: string | null;
  readonly status: string | null;
  readonly draft: boolean | null;
  readonly days: DayRange;
};

function filtersOf(call: Call): Filters {
  const { contact_id, status, approval_status } = call.query;
  return {
    contactId: typeof contact_id === "string" ? contact_id : null,
    status: typeof status === "string" ? status : null,
    draft: approval_status === undefined ? null : approval_status === "draft",
    days: call.switches.doc_date_filter === "works" ? dayRangeOf(call) : { from: null, to: null },
  };
}

/** In order of id, as lists come without `sort`. */
function candidates({ contactId, status, days }: Filters, reader: Reader<HoldedDocument>): readonly HoldedDocument[] {
  if (contactId !== null) return reader.by("contact_id", contactId);
  if (!isOpen(days)) return between(reader.all("date"), (one) => one.date, days).sort(byId);
  if (status === null) return reader.all();
  const words = status === "outstanding" || status === "overdue" ? ["pending", "partial"] : [status];
  const found = words.map((word) => reader.by("status", word));
  return found.length === 1 ? (found[0] ?? []) : found.flat().sort(byId);
}

function isAsked({ contactId, status, draft, days }: Filters, document: HoldedDocument, today: string): boolean {
  return (
    (contactId === null || document.contact_id === contactId) &&
    (draft === null || document.draft === draft) &&
    isWithin(days, document.date) &&
    (status === null || hasStatus(document, status, today))
  );
}

function hasStatus(document: HoldedDocument, wanted: string, today: string): boolean {
  const status = statusOf(document);
  const open = status === "pending" || status === "partial";
  if (wanted === "outstanding") return open;
  if (wanted === "overdue") return open && document.due_date !== null && document.due_date < today;
  return status === wanted;
}
