import { findDocument } from "@/lib/holded/mirror/read-documents";
import { ok, refuse } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";

/** One purchase of Holded, from the local copy: what is laid beside an invoice that may be the same. */
export const GET = companyRoute({ name: "purchases.one", needs: "invoices.read" }, async ({ scope, params }) => {
  const found = await scope.read((tx) => findDocument(tx, "purchase", params["id"] ?? ""));
  if (!found) return refuse("access.not_found");
  const { id, number, contactName, date, dueDate, subtotal, tax, total, currency, isApproved } = found;
  const lines = found.lines.map(({ name, units, price }) => ({ name, units, price }));
  return ok({ id, number, contactName, date, dueDate, subtotal, tax, total, currency, isApproved, lines });
});
