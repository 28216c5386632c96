import { plainNumber, unitOf } from "@/lib/agents/quotes/engine/catalogue/measures";
import { stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";
import { foldText } from "@/lib/language/fold";
import { unitOf as spokenUnit } from "@/lib/language/units";

/** What one sales unit holds. */
export type Pack = {
  /** Plain decimal: "100". */
  readonly size: string;
  /** Class of what is counted: "count", "length" (in metres), "mass" (in kilos), "volume" (in litres), "sheets", or the word ("bloc"); null when unknown. */
  readonly of: string | null;
  /** Family of the container: "box", "roll"; null when unknown. */
  readonly container: string | null;
};

const containerWords =
  "caja cajas cja cj caixa caixes box boxes paquete paquetes paquet paquets pack packs pqte pq packet packets package packages rollo rollos rotlle rotlles roll rolls rll bobina bobinas bobina bobines coil coils reel reels " +
  "bolsa bolsas bossa bosses bag bags saco sacos sac sacs sack sacks garrafa garrafas garrafes jug jugs carafe bidon bidones bido bidons drum drums can cans jerrycan lata latas llauna llaunes tin tins bote botes pot pots jar jars " +
  "botella botellas ampolla ampolles bottle bottles btlla frasco frascos flasco cubo cubos galleda bucket buckets estuche estuches estoig estoigs case cases blister blisters blisteres carton cartones cartro cartrons " +
  "tubo tubos tub tubs tube tubes cartucho cartuchos cartutx cartutxos cartridge cartridges bandeja bandejas safata safates tray trays palet palets pallet pallets fardo fardos bala bales bale manojo " +
  "tambor barril barriles barril barrils barrel barrels keg resma resmas raima ream reams taco tacos bloc blocs block pad pads talonario juego juegos joc jocs set sets kit kits par pares parell parells pair pairs " +
  "docena docenas dotzena dotzenes dozen dozens ramo manat bunch tira tiras strip strips placa hoja plancha barra barras bar bars";

const containers = new Set(containerWords.split(" ").map(stemWord));

/** "cajas", "caixa", "box": words for what holds the goods rather than for the goods. */
export const isContainer = (word: string): boolean => containers.has(stemWord(word));

const known = new Map<string, string>();

/** Containers of any language as one: "caja", "caixa", "box" → "box". */
export function containerOf(word: string): string {
  const container = known.get(word) ?? spokenUnit(foldText(word))?.family ?? stemWord(foldText(word));
  if (known.size < 1000) known.set(word, container);
  return container;
}

const packWord = `(?:${[...new Set(containerWords.split(" "))].sort((a, b) => b.length - a.length).join("|")})`;
const inBrackets = new RegExp(`\\(\\s*(?:(${packWord})\\.?\\s*(?:de|of|x)?\\s*)?(\\d+(?:[.,]\\d+)?)\\s*([a-z]+)?\\.?\\s*\\)`, "i");
const slashed = /(?<![a-z0-9])([a-z]{1,4})\/(\d+(?:[.,]\d+)?)\s?(mts?|m|kgs?|lts?|l|uds?|u|pcs)?(?![a-z0-9])/i;
const boxes = "cajas?|cja|caixa|box|paquetes?|paquets?|pack|pqte|bolsas?|bossa|blister|estuche|bag";
const trailing = new RegExp(`(?<![a-z])(${boxes})\\.?\\s*(?:(?:de|of|x)\\s*)?(\\d+(?:[.,]\\d+)?)\\s*([a-z]+)?\\.?\\s*$`, "i");
const counted = /(?<![\d.,a-z])(\d+)\s?(uds?|und?s?|unidades|unitats|units|pcs|pzas?|piezas|peces)\b\.?/i;

/** The pack as the fields say it, or as the name does; and the name without it. */
export function packOf(item: CatalogueItem): { readonly pack: Pack | null; readonly name: string } {
  const said = packInName(item.name);
  const size = item.pack === null || item.pack === "" ? null : plainNumber(item.pack);
  if (size === null) return { pack: said?.pack ?? null, name: said ? cut(item.name, said) : item.name };
  const container = item.unit ? containerOf(item.unit) : (said?.pack.container ?? null);
  const of = said?.pack.size === size ? said.pack.of : null;
  return {
    pack: { size, of: of ?? ownUnit(item.unit, size) ?? measureOf(item.name, size), container },
    name: said ? cut(item.name, said) : item.name,
  };
}

/** A sales unit that is itself a measure ("kg") holds one of it. */
function ownUnit(unit: string | null, size: string): string | null {
  const known = unit === null ? null : unitOf(foldText(unit));
  return known && size === "1" ? known.unit : null;
}

/** A sack with pack 14 named "… 14 kg" holds kilos, not 14 things. */
function measureOf(name: string, size: string): string | null {
  if (size === "1") return null;
  const said = [...foldText(name).matchAll(/(?<![\d.,x])(\d+(?:[.,]\d+)?)\s?([a-z]+)/g)].filter(
    ([, figure = ""]) => plainNumber(figure) === size,
  );
  const units = said.flatMap(([, , word = ""]) => unitOf(word) ?? []);
  return units.find(({ unit, factor }) => factor === 1000 && ["length", "mass", "volume"].includes(unit))?.unit ?? null;
}

const bare: Readonly<Record<string, string>> = Object.fromEntries(
  [..."áàéèíìóòúùüïçñ"].map((letter, at) => [letter, "aaeeiioouuuicn"[at] ?? letter]),
);

type Found = { readonly pack: Pack; readonly start: number; readonly end: number };

function packInName(name: string): Found | null {
  if (!/\d/.test(name)) return null;
  const plain = name.toLowerCase().replace(/[áàéèíìóòúùüïçñ]/g, (letter) => bare[letter] ?? letter);
  for (const pattern of [inBrackets, slashed, trailing]) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [whole, word, size = "", of] = match;
    if (pattern === inBrackets && word === undefined && !(of && unitOf(of)?.unit === "count")) continue;
    const pack = {
      size: plainNumber(size),
      of: of === undefined ? null : (unitOf(of)?.unit ?? stemWord(of)),
      container: word === undefined ? null : containerOf(word),
    };
    return { pack, start: match.index, end: match.index + whole.length };
  }
  const match = counted.exec(plain);
  return match
    ? { pack: { size: plainNumber(match[1] ?? ""), of: "count", container: null }, start: match.index, end: match.index + match[0].length }
    : null;
}

const cut = (name: string, found: Found): string => `${name.slice(0, found.start)} ${name.slice(found.end)}`;
