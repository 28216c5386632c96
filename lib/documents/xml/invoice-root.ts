import type { XmlNode } from "@/lib/kernel/xml-tree";

const invoiceNames: ReadonlySet<string> = new Set(["Facturae", "Invoice", "CreditNote", "CrossIndustryInvoice", "CrossIndustryDocument"]);

/** An envelope around an invoice (a platform's wrapper, SBDH) is this deep at most. */
const maxEnvelopes = 3;

/** The element that holds an electronic invoice, by itself or in an envelope; null: none. */
export function invoiceRoot(root: XmlNode, envelopes = 0): XmlNode | null {
  if (invoiceNames.has(root.name) && root.children.length > 1) return root;
  if (envelopes === maxEnvelopes) return null;
  for (const child of root.children) {
    const found = invoiceRoot(child, envelopes + 1);
    if (found) return found;
  }
  return null;
}
