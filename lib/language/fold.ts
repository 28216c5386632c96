/** Accents, case, ligatures and ordinal signs removed: "Nº Façtura" becomes "no factura". Length may change. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("·", "")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o");
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
