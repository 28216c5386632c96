import type { XmlNode } from "@/lib/kernel/xml-tree";
import { readCii } from "./cii";
import { readFacturae } from "./facturae";
import type { StructuredInvoice } from "./structured-invoice";
import { readUbl } from "./ubl";

/**
 * The invoices of an electronic invoice's root, read exactly; none when it is XML of another kind. The root says what it
 * is by its local name and what stands in it, whatever the prefixes.
 */
export function readStructured(root: XmlNode): readonly StructuredInvoice[] {
  if (root.name === "Facturae") return readFacturae(root);
  if (root.name === "CrossIndustryInvoice" || root.name === "CrossIndustryDocument") return [readCii(root)];
  return isUbl(root) ? [readUbl(root)] : [];
}

const isUbl = ({ name, children }: XmlNode): boolean =>
  (name === "Invoice" || name === "CreditNote") && children.some((child) => child.name === "AccountingSupplierParty");
