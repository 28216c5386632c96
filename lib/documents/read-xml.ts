import { invoiceRoot } from "@/lib/documents/xml/invoice-root";
import { parseXml } from "@/lib/documents/xml/parse-xml";
import { signatureNotes } from "@/lib/documents/xml/signature-notes";
import type { Reason } from "@/lib/kernel/evidence";
import type { XmlNode } from "@/lib/kernel/xml-tree";
import { ok, refuse, type Result } from "@/lib/kernel/result";

export type XmlReading = { readonly structured: XmlNode; readonly notes: readonly Reason[] };

/** An electronic invoice by itself. Refuses what `parseXml` refuses, and XML of another kind as no invoice. */
export function readXml(bytes: Uint8Array): Result<XmlReading> {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return parsed;
  const structured = invoiceRoot(parsed.value.root);
  return structured
    ? ok({ structured, notes: signatureNotes(parsed.value.text) })
    : refuse("document.not_an_invoice", { kind: parsed.value.root.name.slice(0, 40) });
}
