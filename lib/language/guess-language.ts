import type { SpokenLanguage } from "@/lib/language/number-words";

/** Small words that carry no subject; those of two languages count for both. Folded. */
const small: Readonly<Record<SpokenLanguage, string>> = {
  es: "a el la los las de del y o un una unos unas que con sin por para al en me te se os nos lo le les si no es esta este esto estos son mi tu su hola buenos buenas dias tardes gracias saludo saludos necesito necesitamos quiero queremos quisiera pon ponme manda mandame cuanto precio pedido presupuesto oferta favor cuando puede podeis podria seria tambien pero como mas muy ya hay tenemos teneis hace falta hacen cada otro otra ultimo desde hasta antes ha han he hemos hay vez para nos ese esa unidades horas cajas",
  ca: "a el la els les de del i o un una uns unes que amb sense per al en em et es us ens ho li si no aquest aquesta aixo som meu teu seu hola bon dia bona tarda bones gracies salutacions salut necessito necessitem voldria volem vull posa envia quant preu comanda pressupost sisplau quan pot podeu podrieu seria tambe pero com mes molt ja hi ha tenim teniu cal calen cada altre ultim darrera des fins abans caixa caixes dos dues vuit nou deu amb d' passo llista us comparant paquets unitats hores",
  en: "the of and or a an that with without for to at in on me you we us it if not is this these are my your our hi hello dear good morning afternoon thanks thank regards need want would like could can please send quote price order how much when also but as more very have there each other last from until before by would any same box boxes",
};
const words = Object.fromEntries(
  (Object.keys(small) as SpokenLanguage[]).map((language) => [language, new Set((small[language] ?? "").split(" "))]),
) as unknown as Record<SpokenLanguage, ReadonlySet<string>>;

/** Signs that only one of the two neighbours writes. */
const catalanSigns = /\b[dlmtsn]['’](?=[aeiouh])|l·l|\bny\b|(?:ç|à|è|ò|ï)|\w(?:cio|tat|atge|ment|ny)s?\b/gu;
const spanishSigns = /ñ|¿|¡|\w(?:cion|dad|aje|ll[oa]s?)\b/gu;

/**
 * The language of a short text by its small words and signs; Spanish when nothing tells them apart.
 * @param text as written.
 */
export function guessLanguage(text: string): SpokenLanguage {
  const lower = text.toLowerCase();
  const folded = lower.normalize("NFD").replace(/\p{M}/gu, "");
  const score = { es: 0.1, ca: 0, en: 0 };
  for (const word of folded.match(/(?<![\p{L}\d])[a-z]+(?![\p{L}\d])/gu) ?? []) {
    const where = (Object.keys(score) as SpokenLanguage[]).filter((language) => words[language].has(word));
    for (const language of where) score[language] += 1 / where.length ** 2;
  }
  score.ca += 0.5 * (lower.match(catalanSigns)?.length ?? 0);
  score.es += 0.5 * (lower.match(spanishSigns)?.length ?? 0) + 0.1 * (folded.match(/\p{L}{3,}[^i\P{L}](?:o|os)\b/gu)?.length ?? 0);
  score.ca += 0.1 * (folded.match(/\p{L}{3,}(?:[tlnrc]s|cio)\b/gu)?.length ?? 0);
  const best = (Object.keys(score) as SpokenLanguage[]).sort((a, b) => score[b] - score[a]);
  return best[0] ?? "es";
}
