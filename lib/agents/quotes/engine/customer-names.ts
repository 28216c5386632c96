import { foldText } from "@/lib/language/fold";
import { foldName, isLegalForm, nameLikeness } from "@/lib/language/names";
import { editDistance } from "@/lib/agents/quotes/engine/catalogue/words";
import type { Customer, QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";

type Known = { readonly customer: Customer; readonly words: readonly string[]; readonly isPerson: boolean };

/** Names of customers and of their people by each word of them. */
export type NameIndex = { readonly byWord: ReadonlyMap<string, readonly Known[]> };

export type NamesSaid = { readonly exact: readonly Customer[]; readonly similar: readonly Customer[] };

export function namesOf(customers: readonly Customer[]): NameIndex {
  const byWord = new Map<string, Known[]>();
  for (const customer of customers) {
    const names = [customer.name, customer.tradeName].filter((name) => name !== null).map((name) => ({ name, isPerson: false }));
    for (const { name, isPerson } of [...names, ...customer.people.map((name) => ({ name, isPerson: true }))]) {
      const words = foldName(name).split(" ").filter(Boolean);
      for (const word of new Set(words)) {
        const known = byWord.get(word);
        if (known) known.push({ customer, words, isPerson });
        else byWord.set(word, [{ customer, words, isPerson }]);
      }
    }
  }
  return { byWord };
}

/**
 * Customers whose name is said. `exact`: the whole name stands there, a letter wrong at most in each long word, and goes on
 * neither before nor behind ("Bar Nadal" is not in "Bar Nadal Norte"). `similar`: alike, or part of a longer name.
 */
export function namesSaid(request: QuoteRequest, { sender, items }: RequestReading, index: NameIndex): NamesSaid {
  const isNote = request.channel === "call";
  const shown = request.from === null ? [] : [request.from.replace(/<.*$/, "").replace(/^"|"$/g, "")];
  const alone = [...sender.names, ...(isNote ? [] : shown)].map((text) => wordsOf(text));
  const hits = alone.flatMap((words) => hitsIn(words, index).filter((hit) => hit.from === 0 && hit.to === words.length));
  const near = alone.flatMap((words) => hitsIn(words, index).map(({ known }) => known));
  const isOfItem = (start: number) => items.some(({ span }) => start >= span.start && start < span.end);
  // One word may as well be the brand of what is asked for.
  const isMaybeBrand = ({ known, first }: Hit) => known.words.length === 1 && isOfItem(first.start);
  const inNote = isNote ? hitsIn(wordsOf(request.text), index).filter((hit) => !isMaybeBrand(hit)) : [];
  const standing = longest(inNote).filter((hit) => !goesOn(hit));
  // A name in the head of a mail is easily another's: a person with it is a hint, the company's whole name is not.
  const exact = [...hits.filter(({ known }) => !known.isPerson), ...standing.filter(({ known }) => isNote || !known.isPerson)];
  const companies = exact.filter(({ known }) => !known.isPerson);
  const chosen = unique((companies.length > 0 ? companies : exact).map(({ known }) => known.customer));
  const alike = unique([...near, ...hits.map(({ known }) => known), ...inNote.map(({ known }) => known)].map(({ customer }) => customer));
  return { exact: chosen, similar: [...alike, ...likeOf(sender.names, index)].filter((one) => !chosen.includes(one)) };
}

type Word = { readonly folded: string; readonly start: number; readonly end: number; readonly isCapital: boolean; readonly gap: string };
type Hit = {
  readonly known: Known;
  readonly from: number;
  readonly to: number;
  readonly first: Word;
  readonly before: Word | undefined;
  readonly after: Word | undefined;
  readonly next: Word | undefined;
  /** The text tells names from words by capitals. */
  readonly hasCase: boolean;
};

/** The words of a text with what stands between each and the one before it. */
function wordsOf(text: string): readonly Word[] {
  let last = 0;
  return [...text.matchAll(/[\p{L}\p{M}\d]+(?:·\p{L}+)*/gu)].map((match) => {
    const [raw] = match;
    const gap = text.slice(last, match.index);
    last = match.index + raw.length;
    return { folded: foldText(raw), start: match.index, end: last, isCapital: /^[\p{Lu}\d]/u.test(raw), gap };
  });
}

function hitsIn(words: readonly Word[], { byWord }: NameIndex): readonly Hit[] {
  const hasCase = words.slice(1).some(({ isCapital, folded }) => isCapital && !/^\d/.test(folded));
  const hits: Hit[] = [];
  const seen = new Set<string>();
  for (const [at, { folded }] of words.entries())
    for (const known of byWord.get(folded) ?? [])
      for (const [inName, word] of known.words.entries()) {
        const from = at - inName;
        const to = from + known.words.length;
        const key = `${from} ${known.customer.id} ${known.words.join(" ")}`;
        if (word !== folded || from < 0 || to > words.length || seen.has(key) || !isSaid(known.words, words.slice(from, to))) continue;
        seen.add(key);
        const first = words[from];
        if (first) hits.push({ known, from, to, first, before: words[from - 1], after: words[to], next: words[to + 1], hasCase });
      }
  return hits;
}

/** One word alone says too little of whom it names, unless it is all of a long name. */
const leastLetters = 5;

function isSaid(name: readonly string[], words: readonly Word[]): boolean {
  if (name.length === 1 && (name[0]?.length ?? 0) < leastLetters) return false;
  return name.every((word, at) => {
    const said = words[at]?.folded ?? "";
    return said === word || (name.length > 1 && word.length >= leastLetters && editDistance(word, said, 1) <= 1);
  });
}

/** A hit inside a longer one names somebody else. */
function longest(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter(
    (hit) => !hits.some((other) => other.from <= hit.from && other.to >= hit.to && other.to - other.from > hit.to - hit.from),
  );
}

/** Whether the words around belong to the name: only spaces between, and written like a name. */
function goesOn(hit: Hit): boolean {
  const { before, first, known, hasCase } = hit;
  const isOfPeople = (word: Word) => known.customer.people.some((name) => foldName(name).split(" ").includes(word.folded));
  const isSentenceStart = before === undefined || before.gap === "" || /[.:!?\n]/.test(before.gap);
  const ahead = before !== undefined && isJoined(first.gap) && hasCase && before.isCapital && !isSentenceStart && !isOfPeople(before);
  return ahead || goesOnBehind(hit, isOfPeople);
}

const isJoined = (gap: string) => /^[ \t]+$/.test(gap);

/** A quantity, a legal form, one of their people or a verb behind the name is no part of it. */
function goesOnBehind({ after, next, hasCase }: Hit, isOfPeople: (word: Word) => boolean): boolean {
  if (after === undefined || !isJoined(after.gap) || isOfPeople(after)) return false;
  const isQuantity = /^\d{1,3}$/.test(after.folded) && next !== undefined && isJoined(next.gap) && !next.isCapital;
  if (isQuantity || isLegalForm(after.folded) || (after.folded.length === 1 && next?.gap === ".")) return false;
  return hasCase ? after.isCapital && !(after.folded.length > 3 && linking.has(after.folded)) : !linking.has(after.folded);
}

/** Words that may follow a name and are no part of one; in a note without capitals these alone tell where it ends. */
const linking = new Set(
  (
    "y i and e o or de del d a al en con amb with para per for que who quiere quieren vol volen wants want pide piden demana demanen " +
    "asks ask necesita necesitan necessita necessiten needs need ha han has have es is son are solicita encarga busca llama truca calls " +
    "called llamo llamaron dice diu says por x pregunta preguntan would will se sobre from via hoy avui today " +
    "pedido pedidos presupuesto oferta comanda pressupost order quote urgente urgent telefono telefon movil mobil"
  ).split(" "),
);

function likeOf(names: readonly string[], { byWord }: NameIndex): readonly Customer[] {
  const alike = names.flatMap((name) => {
    const candidates = foldName(name)
      .split(" ")
      .flatMap((word) => (word.length >= leastLetters ? (byWord.get(word) ?? []) : []));
    return candidates.filter(({ words, isPerson }) => !isPerson && nameLikeness(words.join(" "), name) >= leastLikeness);
  });
  return unique(alike.map(({ customer }) => customer));
}

const leastLikeness = 0.7;

const unique = (customers: readonly Customer[]): readonly Customer[] => [...new Set(customers)];
