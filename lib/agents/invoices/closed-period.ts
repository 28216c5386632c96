import type { Reason } from "@/lib/kernel/evidence";
import type { InvoiceFacts } from "./facts";
import type { InvoicePayload } from "./model";

type Facts = Pick<InvoiceFacts, "closedThrough" | "refusedThrough">;

/**
 * Told before anything is sent: the invoice is dated in a period whose books the company closed, or in one in which Holded
 * refused another document because it is locked. Whether to open the period or to book it in a later one is for a person.
 */
export function closedPeriodReasons({ issueDate }: Pick<InvoicePayload, "issueDate">, facts: Facts): readonly Reason[] {
  const { closedThrough: closed, refusedThrough: refused } = facts;
  if (issueDate === null) return [];
  if (closed && issueDate <= closed) return [{ code: "period.closed", level: "doubt", path: "issueDate", detail: { issueDate, closed } }];
  if (refused && issueDate <= refused)
    return [{ code: "period.refused_before", level: "doubt", path: "issueDate", detail: { issueDate, refused } }];
  return [];
}
