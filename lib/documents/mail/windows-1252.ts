/** What windows-1252 has at 0x80 to 0x9F, in order; a blank where it has nothing. */
export const upperControls = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * Some releases of Node decode windows-1252 as if it were ISO-8859-1, and some mails name the one and mean the other:
 * control characters that no text has stand where the euro and the quotation marks were.
 */
export function mendControls(text: string): string {
  return text.replace(/[\u0080-\u009f]/gu, (letter) => upperControls[letter.charCodeAt(0) - 0x80] ?? " ");
}
