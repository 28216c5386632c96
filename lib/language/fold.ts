/** Accents, case, ligatures and ordinal signs removed: "Nº Façtura" becomes "no factura". Length may change. */
export function foldText(text: string): string {
  // Most text has no accent, and this is called for every word of a catalogue.
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("·", "")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o");
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/**
 * The words of a label as they are compared: dots of abbreviations vanish ("N.I.F." is "nif"), "N.º" is "no"; every
 * other mark separates ("NUM.FACTURA" is "num", "factura"), and the signs % and # stay as words of their own.
 */
export function foldWords(text: string): readonly string[] {
  const joined = foldText(text)
    .replace(/\bn\s?°/g, "no")
    .replace(/\b([np])\.\s?o\b\.?/g, "$1o")
    .replace(/\b(?:[a-z]\.){2,}[a-z]?\b\.?/g, (initials) => initials.replaceAll(".", ""));
  return joined.match(/[a-z]+|\d+|[%#]/g) ?? [];
}

/** "F A C T U R A" and "F a c t u r a" are one word drawn with gaps. */
export function isSpacedLetter(text: string): boolean {
  return /^\p{L}$/u.test(text);
}
