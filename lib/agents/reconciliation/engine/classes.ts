import { type MovementClass } from "@/lib/agents/reconciliation/engine/model";
import { classExpressions } from "@/lib/agents/reconciliation/engine/class-expressions";
import { type Atom } from "@/lib/agents/reconciliation/engine/text";
import { particles } from "@/lib/agents/reconciliation/engine/words";

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

type Expression = { readonly movementClass: MovementClass; readonly words: readonly string[] };

/** First word, or its first three letters → the expressions that begin so. */
const byBeginning = new Map<string, Expression[]>();
for (const [movementClass, list] of classExpressions)
  for (const text of list.split(",")) {
    const words = text.trim().split(" ");
    const key = (words[0] ?? "").slice(0, 3);
    byBeginning.set(key, [...(byBeginning.get(key) ?? []), { movementClass, words }]);
  }

/** What is said of more words is said more exactly: "SEGUROS SOCIALES" is no insurance. */
const perFurtherWord = 2;
const lead = { atoms: 4, weight: 1.5 } as const;
const coded = 0.4;

/**
 * The class that the text and the common concept speak for most; null when none does. Expressions come first, the longest
 * from each place, and what stands inside one says nothing of its own; then single words. Words in a name do not count.
 */
export function likeliestClass(atoms: readonly Atom[], isName: (at: number) => boolean, commonCode: string | null): MovementClass | null {
  const votes = new Map<MovementClass, number>();
  const vote = (name: MovementClass, weight: number) => votes.set(name, (votes.get(name) ?? 0) + weight);
  for (let at = 0; at < atoms.length; at++) {
    // the first words are the bank's own, later ones the payer's
    const place = at < lead.atoms ? lead.weight : 1;
    const said = longestFrom(atoms, at);
    if (said && !isWithinName(isName, at, said.to)) {
      vote(said.movementClass, place * (1 + perFurtherWord * (said.words - 1)));
      at = said.to - 1;
      continue;
    }
    const atom = atoms[at];
    const classes = atom && !atom.isDigits && !isName(at) ? classesOfWord(atom.text) : [];
    for (const name of classes) vote(name, place / classes.length);
  }
  const code = commonCode === null ? undefined : byCode.get(commonCode);
  if (code) vote(code, coded);
  let best: MovementClass | null = null;
  for (const [name, weight] of votes) if (best === null || weight > (votes.get(best) ?? 0)) best = name;
  return best;
}

const isWithinName = (isName: (at: number) => boolean, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (!isName(at)) return false;
  return true;
};

type Said = { readonly movementClass: MovementClass; readonly words: number; readonly to: number };

/** The expression of most words that begins at an atom. */
function longestFrom(atoms: readonly Atom[], from: number): Said | null {
  let best: Said | null = null;
  for (const { movementClass, words } of byBeginning.get((atoms[from]?.text ?? "").slice(0, 3)) ?? []) {
    if (best && words.length <= best.words) continue;
    const to = endOf(atoms, from, words);
    if (to > 0) best = { movementClass, words: words.length, to };
  }
  return best;
}

/** After the last atom of an expression that stands here, small words between its own left out; 0 where it does not. */
function endOf(atoms: readonly Atom[], from: number, words: readonly string[]): number {
  let at = from;
  for (const word of words) {
    while (at > from && !isWord(atoms[at], word) && particles.has(atoms[at]?.text ?? "")) at++;
    if (!isWord(atoms[at], word)) return 0;
    at++;
  }
  return at;
}

const isWord = (atom: Atom | undefined, word: string): boolean =>
  atom !== undefined && (word.endsWith("*") ? atom.text.startsWith(word.slice(0, -1)) : atom.text === word);
