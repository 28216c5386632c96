import { checkIban } from "@/lib/kernel/iban";

/** Blanks collapsed; what no screen and no database should see taken out. */
export const collapse = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

export const orNull = (text: string): string | null => (text === "" ? null : text);

/** Each once, in order, without the empty ones and what banks write where there is none. */
export function distinct(texts: readonly (string | null)[]): readonly string[] {
  const filler = /^(?:0*|NOTPROVIDED|NO PROPORCIONADO|NONREF|NINGUNA)$/iu;
  return [...new Set(texts.flatMap((text) => (text === null || filler.test(text.trim()) ? [] : [text.trim()])))];
}

/** The first account in a text whose check digits hold; null: none. */
export function ibanIn(text: string): string | null {
  for (const [found] of text.toUpperCase().matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gu)) {
    // A word may stand behind the account with nothing but a blank between.
    for (let to = found.length; to >= 15; to -= 1) {
      const { valid, normalized } = checkIban(found.slice(0, to));
      if (valid) return normalized;
    }
  }
  return null;
}

/** What a transfer's own wording says of who is behind it; null: nothing. */
export function nameInWords(text: string): string | null {
  const found =
    /^(?:ABONO\s+)?TRANSF(?:ERENCIA|ERENC|ER)?\.?(?:\s+(?:RECIBIDA|EMITIDA|INMEDIATA|SEPA))*\s+(?:DE|A|A FAVOR DE|ORDENADA POR)[:\s]+(\S.*)$/iu.exec(
      text,
    );
  return found?.[1]?.trim() ?? null;
}
