import type { Written } from "@/lib/agents/quotes/outcome-store";
import type { Outcome } from "@/lib/agents/quotes/store";

/**
 * What has become of an estimate, by Holded's word for its state: an accepted one counts as completed, a refused one as
 * cancelled. Null: the copy has not read it yet. Pure.
 */
export function outcomeFrom({ status, isGone, invoiceId }: Pick<Written, "status" | "isGone" | "invoiceId">): Outcome | null {
  if (invoiceId !== null) return "converted";
  if (isGone) return "gone";
  switch (status) {
    case null:
      return null;
    case "completed":
      return "accepted";
    case "cancelled":
    case "failed":
      return "rejected";
    default:
      return "open";
  }
}
