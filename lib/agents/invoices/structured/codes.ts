import type { InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import type { Reason } from "@/lib/kernel/evidence";

/** UNTDID 1001 as EN 16931 uses it. */
const creditNotes: ReadonlySet<string> = new Set(["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"]);

export function kindForCode(code: string): InvoicePayload["docType"] {
  return creditNotes.has(code) ? "credit_note" : "invoice";
}

/** Codes of papers that ask for no payment: proforma, commercial invoice for customs only, order, delivery note. */
export const notInvoices: Readonly<Record<string, string>> = { "325": "proforma", "270": "delivery_note", "220": "order", "231": "order" };

/** What a type code says beyond invoice or credit note. `corrected` is the number of the invoice that it speaks of. */
export function reasonsForCode(code: string, corrected: string | null): Reason[] {
  const number = corrected ?? "";
  if (code === "384") return [{ code: "structured.corrects", level: "doubt", path: "docType", detail: { number, method: "" } }];
  if (code === "389" || code === "261") return [{ code: "structured.self_billed", level: "doubt", path: "docType" }];
  if (code === "386") return [{ code: "structured.prepayment", level: "doubt", path: "docType" }];
  if (creditNotes.has(code) && corrected !== null)
    return [{ code: "paper.credit_note", level: "info", path: "docType", detail: { number } }];
  return [];
}

/** UNTDID 5305 with the words that the sender adds. */
export function exemptionFor(category: string, words: string): Pick<VatRow, "exemption"> {
  switch (category) {
    case "AE":
      return { exemption: "reverse_charge" };
    case "K":
      return { exemption: "intra_goods" };
    case "G":
      return { exemption: "export" };
    case "E":
      return /reverse charge|inversi[oó]n del sujeto pasivo/iu.test(words) ? { exemption: "reverse_charge" } : { exemption: "exempt" };
    case "O":
      return { exemption: "not_subject" };
    default:
      return {};
  }
}
