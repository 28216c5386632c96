import { type MovementClass } from "@/lib/agents/reconciliation/engine/model";
import { type Atom } from "@/lib/agents/reconciliation/engine/text";

/** Words (beginnings, where they end in *) and common concepts of Norma 43 (AEB, folleto 43, annex 2) that speak for a class. */
const vocabulary: readonly (readonly [MovementClass, string, readonly string[]])[] = [
  ["payroll", "NOMINA* SALARI* SUELDO* PAYROLL FINIQUITO* PAGA SOLDADA", ["15"]],
  ["social_security", "TGSS SEGURIDAD SEGURETAT COTIZACI* COTITZACI* TESORERIA SOCIALES RED RNT AUTONOMOS", []],
  ["tax", "AEAT HACIENDA IMPUEST* IMPOST* MODELO MODEL MOD NRC TRIBUT* IRPF IVA SOCIEDADES AGENCIA EJERCICIO TASA* IBI IAE RECAUDACI*", []],
  ["fee", "COMISI* COMIS COMISS* MANTENIM* ADMINISTRACI* CORREO CORRETAJE GASTOS DESPESES FEE FEES SERV CUSTODIA DESCUBIERTO", ["17"]],
  ["interest", "INTERES* INTERESS* INTEREST LIQUIDACI* EXCEDIDO", ["09"]],
  ["loan", "PRESTAM* PRESTEC PTMO HIPOTEC* LOAN AMORTIZ* CAPITAL LEASING ICO POLIZA CREDITO", ["05"]],
  ["own_transfer", "TRASPASO TRASPAS TRASPASSAMENT PROPIA PROPIO PROPIAS SWEEP TESORERIA BARRIDO", []],
  ["cash", "CAJERO CAIXER REINTEGRO REINTEGRAMENT EFECTIVO EFECTIU DISPOSICI* ATM CASH VENTANILLA", ["01", "11"]],
  ["card_settlement", "MYCARD VISA MASTERCARD LIQUIDACI* EXTRACTO CREDITO", []],
  ["insurance", "SEGURO SEGUROS ASSEGURANCES ASEGURADORA MUTUA MUTUALIDAD POLIZA PRIMA INSURANCE", []],
  ["returned_debit", "DEVOLUCI* DEVOL DEVUELTO IMPAGAD* RETURN* RETORN* RECHAZ*", ["14"]],
  ["capital", "APORTACI* SOCIO SOCIOS SOCI AMPLIACI* DIVIDEND*", []],
  ["rent", "ALQUILER* LLOGUER* ARRENDAMIENT* RENTA", []],
];

const exact = new Map<string, MovementClass[]>();
const beginnings: (readonly [string, MovementClass])[] = [];
const byCode = new Map<string, MovementClass>();
for (const [name, words, codes] of vocabulary) {
  for (const word of words.split(" ")) {
    if (word.endsWith("*")) beginnings.push([word.slice(0, -1), name]);
    else exact.set(word, [...(exact.get(word) ?? []), name]);
  }
  for (const code of codes) byCode.set(code, name);
}

/** Classes a word speaks for; empty for most. */
function classesOf(word: string): readonly MovementClass[] {
  const found = [...(exact.get(word) ?? [])];
  for (const [beginning, name] of beginnings) if (word.startsWith(beginning) && !found.includes(name)) found.push(name);
  return found;
}

const memo = new Map<string, readonly MovementClass[]>();
const memoLimit = 50_000;

/** `classesOf`, remembered: a statement has few different words. */
export function classesOfWord(word: string): readonly MovementClass[] {
  const known = memo.get(word);
  if (known) return known;
  const found = classesOf(word);
  if (memo.size < memoLimit) memo.set(word, found);
  return found;
}

/** The class that the words and the common concept speak for most; null when none does. Words in a name do not count. */
export function likeliestClass(atoms: readonly Atom[], isName: (at: number) => boolean, commonCode: string | null): MovementClass | null {
  const votes = new Map<MovementClass, number>();
  const vote = (name: MovementClass, weight: number) => votes.set(name, (votes.get(name) ?? 0) + weight);
  atoms.forEach((atom, at) => {
    if (atom.isDigits || isName(at)) return;
    const classes = classesOfWord(atom.text);
    // the first words are the bank's own, later ones the payer's
    for (const name of classes) vote(name, (at < 4 ? 1.5 : 1) / classes.length);
  });
  const coded = commonCode === null ? undefined : byCode.get(commonCode);
  if (coded) vote(coded, 0.4);
  let best: MovementClass | null = null;
  for (const [name, weight] of votes) if (best === null || weight > (votes.get(best) ?? 0)) best = name;
  return best;
}
