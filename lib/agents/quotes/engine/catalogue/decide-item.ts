import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { containerOf } from "@/lib/agents/quotes/engine/catalogue/pack";
import { byLetter } from "@/lib/agents/quotes/engine/catalogue/letters";
import { rankItems, type Ranked, type Ranking } from "@/lib/agents/quotes/engine/catalogue/rank-items";
import { plainReference, referencesIn } from "@/lib/agents/quotes/engine/catalogue/references";
import { quantityOf } from "@/lib/agents/quotes/engine/catalogue/quantity-of";
import { almost, isWhollySaid, otherwiseCalled } from "@/lib/agents/quotes/engine/catalogue/unknown-words";
import { withoutVariants } from "@/lib/agents/quotes/engine/catalogue/variants";
import { stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import type { Alias, AskedItem, Candidate, ItemReading, LineDecision } from "@/lib/agents/quotes/engine/model";
import { foldText } from "@/lib/language/fold";

export type Known = {
  /** The customer's own part numbers → item key. */
  readonly references: Readonly<Record<string, string>>;
  readonly aliases: readonly Alias[];
  /** Id of the customer, null: not known. */
  readonly customer: string | null;
};

/** What became of an asked item: the first of it and its alternatives that the catalogue has, or else what is nearest. */
export function decideItem(catalogue: Catalogue, asked: AskedItem, known: Known): LineDecision {
  const first = decideOne(catalogue, asked, known);
  if (first.state !== "not_found") return first;
  for (const [position, alternative] of asked.instead.entries()) {
    const decision = decideOne(catalogue, alternative, known);
    if (decision.state === "matched") return { ...decision, instead: position };
    if (decision.state === "choose") return decision;
  }
  return first;
}

function decideOne(catalogue: Catalogue, asked: AskedItem, known: Known): LineDecision {
  const readings = asked.readings.map((reading) => judgeReading(catalogue, asked, reading, known));
  const best = readings.reduce<Judged | null>((top, one, order) => {
    const worth = one.worth - order * 0.05;
    return top === null || worth > top.worth ? { ...one, worth } : top;
  }, null);
  return best?.decision ?? { state: "not_found", nearest: [] };
}

type Judged = { readonly decision: LineDecision; readonly worth: number };

const shown = 8;
const byReferenceAlone = "reference";

/** "EAN 8400…: 10" is ten of what bears the number, and not ten of what is inside. */
function countedPacks(reading: ItemReading, { pack }: IndexedItem): ItemReading {
  const { quantity } = reading;
  return quantity?.unit === null && quantity.packOf === null && pack
    ? { ...reading, quantity: { ...quantity, packOf: pack.size } }
    : reading;
}

function judgeReading(catalogue: Catalogue, asked: AskedItem, reading: ItemReading, known: Known): Judged {
  const said = [
    reading.words,
    ...asked.references.map((reference) => reference.text).filter((text) => !plainReference(reading.words).includes(plainReference(text))),
  ].join(" ; ");
  const references = referencesIn(said, catalogue, known.references);
  const labelled = asked.references.filter(
    (one) =>
      one.labelled &&
      !references.found.some(
        (found) =>
          plainReference(found.text).includes(plainReference(one.text)) || plainReference(one.text).includes(plainReference(found.text)),
      ),
  );
  const words = wordsWithout(said, [
    ...references.found.map((one) => one.text),
    ...references.unknown,
    // What only looks like a reference and is none of ours may be a size or a type: "0W-20", "20-5-10".
    ...asked.references.filter((one) => one.labelled).map((one) => one.text),
  ]);
  const make = (index: number, probability: number, because: readonly string[]): Candidate[] => {
    const one = catalogue.items[index];
    return one
      ? [
          {
            item: one.item,
            probability,
            because,
            quantity: quantityOf(because[0] === byReferenceAlone ? countedPacks(reading, one) : reading, one, said),
          },
        ]
      : [];
  };
  const alias = aliasOf(catalogue, words, known);
  if (alias !== null) return decided({ state: "matched", candidate: make(alias, 0.97, [words])[0], instead: null }, 4);
  const ranking = rankItems(catalogue, words);
  if (references.found.length > 0) return byReference(catalogue, references.found.map((one) => one.items), ranking, make); // prettier-ignore
  const byWords = judgeWords(catalogue, ranking, reading, make);
  if (references.unknown.length === 0 && labelled.length === 0) return byWords;
  const near = candidatesOf(byWords.decision);
  const saysThing = ranking.tokens.some(({ word, optional }) => word !== null && !word.code && !optional);
  return saysThing && byWords.decision.state !== "not_found"
    ? decided({ state: "choose", candidates: near }, 2)
    : decided({ state: "not_found", nearest: near }, 1.5);
}

type Loose = Omit<Extract<LineDecision, { state: "matched" }>, "candidate"> & { candidate: Candidate | undefined };

/** A match without its item is none. */
function decided(decision: Loose | Exclude<LineDecision, { state: "matched" }>, worth: number): Judged {
  if (decision.state !== "matched") return { decision, worth };
  const { candidate } = decision;
  if (!candidate) return { decision: { state: "not_found", nearest: [] }, worth: 0 };
  return { decision: { ...decision, candidate }, worth };
}

const candidatesOf = (decision: LineDecision): readonly Candidate[] =>
  decision.state === "matched" ? [decision.candidate] : decision.state === "choose" ? decision.candidates : decision.nearest;

type Make = (index: number, probability: number, because: readonly string[]) => Candidate[];

/** A reference decides, unless it names several, or the words beside it speak of something else. */
function byReference(catalogue: Catalogue, found: readonly (readonly number[])[], ranking: Ranking, make: Make): Judged {
  const items = [...new Set(found.flat())];
  const active = items.filter((index) => catalogue.items[index]?.item.active);
  const [only] = active;
  if (only === undefined) return decided({ state: "not_found", nearest: nearestOf(catalogue, ranking, make) }, 3);
  const own = ranking.ranked.find((one) => one.index === only);
  const better = ranking.ranked.some((one) => one.share > (own?.share ?? 0.3) + 0.15);
  const isMissed = ranking.tokens.some((token, at) => !token.optional && token.isKnown && (own?.sureness[at] ?? 0) < 0.6);
  const contradicted = better && isMissed;
  if (active.length === 1 && !contradicted)
    return decided({ state: "matched", candidate: make(only, 0.99, [byReferenceAlone])[0], instead: null }, 5);
  const others = nearestOf(catalogue, ranking, make).filter(
    (one) => !active.some((index) => catalogue.items[index]?.item.key === one.item.key),
  );
  return decided(
    { state: "choose", candidates: [...active.flatMap((index) => make(index, 0.5, [byReferenceAlone])), ...others].slice(0, shown) },
    3,
  );
}

function nearestOf(catalogue: Catalogue, ranking: Ranking, make: Make): readonly Candidate[] {
  const near = ranking.ranked.filter((one) => one.share > 0.2 && catalogue.items[one.index]?.item.active);
  return near.slice(0, 5).flatMap((one) => make(one.index, Math.min(0.4, one.share / 2), explainedBy(ranking, one)));
}

const explainedBy = (ranking: Ranking, one: Ranked): readonly string[] =>
  ranking.tokens.filter((_, at) => (one.sureness[at] ?? 0) >= 0.6).map((token) => token.text);

/** One active item explains all that was said and no other does as well; several; or none. */
function judgeWords(catalogue: Catalogue, ranking: Ranking, reading: ItemReading, make: Make): Judged {
  const complete = ranking.ranked.filter((one) => one.missing.length === 0);
  const lettered = byLetter(catalogue, complete, reading.words);
  const plain = withoutVariants(catalogue, lettered, ranking).filter((one) => catalogue.items[one.index]?.item.active);
  const saysWhat =
    ranking.tokens.some((token) => token.word !== null && !token.optional) || ranking.tokens.every((token) => token.word !== null);
  const explained = ranking.tokens.filter((token) => !token.optional).length;
  if (plain.length > 0 && ranking.tokens.length > 0) {
    const least = Math.min(...plain.map((one) => one.passedOver));
    const preferred = plain.filter((one) => one.passedOver === least);
    const loss = Math.min(...preferred.map((one) => one.loss));
    const best = preferred.filter((one) => one.loss <= loss + 0.12);
    const close = preferred.filter((one) => best.includes(one) || best.some((other) => differsInWriting(catalogue, ranking, one, other)));
    const packed = byPack(catalogue, close, reading);
    const { fitting, contradicted } = packed.contradicted ? byPack(catalogue, preferred, reading) : packed;
    const worth = 2 + explained * 0.1 - loss * 0.2;
    if (fitting.length === 1 && fitting[0] && saysWhat && !contradicted && loss <= 0.25 + 0.12 * explained) {
      return decided(
        {
          state: "matched",
          candidate: make(fitting[0].index, Math.max(0.6, 0.98 - loss * 0.5), explainedBy(ranking, fitting[0]))[0],
          instead: null,
        },
        worth + 1,
      );
    }
    const candidates = fitting
      .slice(0, shown)
      .flatMap((one) => make(one.index, 1 / (fitting.length + 0.5), differences(catalogue, fitting, one)));
    return decided({ state: "choose", candidates }, worth);
  }
  const [single, ...others] = byPack(catalogue, byLetter(catalogue, otherwiseCalled(catalogue, ranking), reading.words), reading).fitting;
  if (single && others.length === 0 && isWhollySaid(catalogue, ranking, single, reading.quantity?.packOf ?? null))
    return decided({ state: "matched", candidate: make(single.index, 0.85, explainedBy(ranking, single))[0], instead: null }, 1.5);
  const partial = byLetter(catalogue, almost(catalogue, ranking), reading.words);
  if (partial.length > 0) {
    return decided(
      {
        state: "choose",
        candidates: partial.slice(0, shown).flatMap((one) => make(one.index, 0.8 / (partial.length + 1), explainedBy(ranking, one))),
      },
      1,
    );
  }
  return decided({ state: "not_found", nearest: nearestOf(catalogue, ranking, make) }, 0.2);
}

/** A sibling that falls behind only because its name is written shorter: nothing that was said tells the two apart. */
function differsInWriting(catalogue: Catalogue, { tokens }: Ranking, one: Ranked, best: Ranked): boolean {
  const [item, other] = [catalogue.items[one.index], catalogue.items[best.index]];
  if (!item || !other || item.family !== other.family) return false;
  return tokens.every((token, at) => {
    const behind = (best.sureness[at] ?? 0) - (one.sureness[at] ?? 0);
    return behind <= 0.05 || (token.word !== null && ![...other.traits].some((trait) => token.word?.stem.startsWith(trait)));
  });
}

/** What an item has that the others do not all have: what a person has to choose by. */
function differences(catalogue: Catalogue, all: readonly Ranked[], one: Ranked): readonly string[] {
  const traits = all.map((other) => catalogue.items[other.index]?.traits ?? new Set<string>());
  return [...(catalogue.items[one.index]?.traits ?? [])]
    .filter((trait) => !traits.every((other) => other.has(trait)))
    .map((trait) => trait.replace(/^[=*]|#\d+$/g, ""));
}

/** The pack that was said keeps the items that come in it; when none does, nothing is certain. */
function byPack(
  catalogue: Catalogue,
  close: readonly Ranked[],
  reading: ItemReading,
): { fitting: readonly Ranked[]; contradicted: boolean } {
  const size = reading.quantity?.packOf;
  const comesIn = size ? close.filter((one) => (catalogue.items[one.index]?.pack?.size ?? "1") === size) : close;
  const fits = size && comesIn.length === 0 ? close.filter((one) => isOnly(catalogue.items[one.index], size)) : comesIn;
  if (size && fits.length === 0) return { fitting: close, contradicted: true };
  const container = reading.quantity?.unit ? containerOf(reading.quantity.unit) : null;
  const containersOf = (one: Ranked) => catalogue.items[one.index]?.pack?.container ?? null;
  // Where a row leaves its unit blank, it may be the same one.
  const same = container === null ? [] : fits.filter((one) => [container, null].includes(containersOf(one)));
  return { fitting: same.length > 0 && fits.length > 1 ? same : fits, contradicted: false };
}

/** "Garrafas de 5": the size may be in the name rather than in the pack. */
const isOnly = (item: IndexedItem | undefined, size: string): boolean =>
  (item?.pack?.size ?? "1") === "1" && (item?.numbers.some((number) => number.value === size) ?? false);

function aliasOf(catalogue: Catalogue, words: string, known: Known): number | null {
  const key = aliasKey(words);
  if (key === "") return null;
  const fitting = known.aliases.filter(
    (alias) => (alias.customer === null || alias.customer === known.customer) && aliasKey(alias.words) === key,
  );
  const own = fitting.find((alias) => alias.customer !== null) ?? fitting[0];
  const index = own === undefined ? undefined : catalogue.byKey.get(own.item);
  return index !== undefined && catalogue.items[index]?.item.active ? index : null;
}

const aliasKey = (words: string): string =>
  (foldText(words).match(/[a-z]+|\d+(?:[.,]\d+)?/g) ?? [])
    .map(stemWord)
    .filter((word) => word.length > 2 || /\d/.test(word))
    .join(" ");

function wordsWithout(text: string, parts: readonly string[]): string {
  return parts
    .reduce((left, part) => (part === "" ? left : left.replace(part, " ")), text)
    .replace(/\b(?:ref|referencia|refer[eè]ncia|reference|art|articulo|c[oó]digo|codi|code|ean|sku|cod|nuestra|nostra|our)\b\.?:?/gi, " ");
}
