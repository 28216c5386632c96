/** Sets of words and phrases that mean one thing in trade, in Spanish, Catalan and English mixed; phrases without articles and prepositions. */
export const tradeWords: readonly string[] = ["tornillo, cargol, screw, bolt"];
