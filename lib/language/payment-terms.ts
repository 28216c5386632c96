import { foldText } from "@/lib/language/fold";

const days = [
  /\b(?:pago|vencimiento|vto|plazo|condiciones|pagadero|factura|transferencia|giro|recibo|pagare|confirming)\D{0,40}?\b(\d{1,3}) ?(?:dias|d\.?\/?f)\b/,
  /\b(\d{1,3}) ?dias (?:fecha|desde|netos?|f\.?f|naturales|a partir)/,
  /\b(?:pagament|venciment|termini)\D{0,40}?\b(\d{1,3}) dies\b/,
  /\b(?:net|within|in|terms:?) (\d{1,3}) ?(?:days)?\b(?= days|\s*$|,|\.)/,
  /\b(?:payment|terms|due|pay)\D{0,40}?\b(\d{1,3}) days\b/,
  /\b(?:zahlbar|zahlung|zahlungsziel|innerhalb|binnen)\D{0,40}?\b(\d{1,3}) tage/,
  /\b(?:paiement|reglement|echeance|payable)\D{0,40}?\b(\d{1,3}) jours\b/,
  /\b(?:pagamento|vencimento|scadenza|prazo)\D{0,40}?\b(\d{1,3}) (?:dias|giorni)\b/,
] as const;

/** "60 días fecha factura", "Net 30", "zahlbar innerhalb von 30 Tagen": days after the invoice, and the line that says so. */
export function findPaymentDays(lines: readonly string[]): { readonly days: number; readonly line: number } | null {
  for (const [line, text] of lines.entries()) {
    const folded = foldText(text);
    for (const pattern of days) {
      const count = Number(pattern.exec(folded)?.[1]);
      if (count >= 0 && count <= 180) return { days: count, line };
    }
    if (
      /\b(?:pago al contado|contado|pago inmediato|sofort fallig|due on receipt|payable on receipt)\b/.test(folded) &&
      /pago|payment|zahl|due|payable/.test(folded)
    )
      return { days: 0, line };
  }
  return null;
}
