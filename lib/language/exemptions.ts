import { foldWords } from "@/lib/language/fold";

export type ExemptionWord = "intra_goods" | "intra_services" | "reverse_charge" | "export" | "exempt" | "not_subject";

/** The words by which papers say why they charge no tax (LIVA arts. 7, 20, 21, 25, 69, 84; Directive arts. 138, 196). */
const phrases: Readonly<Record<ExemptionWord, string>> = {
  intra_goods:
    "entrega intracomunitaria|entregas intracomunitarias|intra community supply|intra community delivery|intracommunity supply|innergemeinschaftliche lieferung|livraison intracommunautaire|cessione intracomunitaria|transmissao intracomunitaria|intracommunautaire levering|lliurament intracomunitari|art 25 liva|articulo 25 de la ley 37|art 138|article 138|262 ter",
  intra_services:
    "servicio intracomunitario|servicios intracomunitarios|prestacion intracomunitaria|art 44|article 44|art 196|article 196|art 69|articulo 69",
  reverse_charge:
    "inversion del sujeto pasivo|inversion sujeto pasivo|inversio del subjecte passiu|reverse charge|reverse charged|autoliquidation|autoliquidacion|autoliquidacao|steuerschuldnerschaft|inversione contabile|btw verlegd|art 84 uno 2|subjektu pasiboaren inbertsioa",
  export: "exportacion|exportacion exenta|exporta o|export delivery|ausfuhrlieferung|art 21 liva|exportation",
  exempt:
    "exento|exenta|operacion exenta|exempt|exempta|exemption|steuerfrei|exonere|exoneration|isento|isenta|esente|art 20 uno|articulo 20|293 b|19 ustg|regime de isencao|kleinunternehmer|salbuetsita",
  not_subject:
    "no sujeto|no sujeta|no sujetos|no sujetas|no subjecte|no subjecta|non soggetto|nao sujeito|not subject to|outside the scope|hors champ|nicht steuerbar|art 7 liva",
};
const compiled = (Object.entries(phrases) as [ExemptionWord, string][]).map(([kind, text]) => ({
  kind,
  phrases: text.split("|").map((phrase) => ` ${phrase} `),
}));

/** Which reasons for charging no tax a text names. */
export function findExemptions(text: string): ReadonlySet<ExemptionWord> {
  const folded = ` ${foldWords(text).join(" ")} `;
  return new Set(compiled.filter(({ phrases: list }) => list.some((phrase) => folded.includes(phrase))).map(({ kind }) => kind));
}
