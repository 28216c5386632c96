import { nearWords } from "@/lib/language/near-word";

/** `piece`, `pack`: things are counted in them; `measure`: bought by the metre, kilo, hour; `attribute`: says what a thing is like ("12 mm"). */
export type UnitKind = "piece" | "pack" | "measure" | "attribute";

export type Unit = {
  /** Folded and in the singular, in the language it was said in: "caja", "rotlle", "box". */
  readonly word: string;
  /** The same for the same thing in every language: "box" for caja, caixa, box. */
  readonly family: string;
  readonly kind: UnitKind;
};

/** Each word as singular/plural, the plurals of two languages where the singular is one; folded. */
const table: readonly (readonly [UnitKind, string, string])[] = [
  ["piece", "piece", "unidad/unidades unid/unids ud/uds und/unds u/us un/uns unitat/unitats ut/uts unt/unts unit/units pieza/piezas pza/pzas pz/pzs peca/peces piece/pieces pc/pcs pce/pces ea ejemplar/ejemplares"],
  ["pack", "box", "caja/cajas cja/cjas cj/cjs caj/cajs cajita/cajitas caixa/caixes cx/cxs capsa/capses capseta/capsetes box/boxes bx/bxs estuche/estuches estoig/estoigs carton/cartones cartro/cartrons"],
  ["pack", "pack", "paquete/paquetes paquet/paquets paq/paqs pqte/pqtes pq/pqs pack/packs pk/pks packet/packets package/packages pkg/pkgs blister/blisters multipack/multipacks lote/lotes lot/lots resma/resmas ream/reams raima/raimes"],
  ["pack", "roll", "rollo/rollos rotlle/rotlles roll/rolls bobina/bobinas bobine/bobines reel/reels coil/coils rulo/rulos carrete/carretes rodet/rodets spool/spools"],
  ["pack", "sack", "saco/sacos sac/sacs sack/sacks saca/sacas"],
  ["pack", "bag", "bolsa/bolsas bossa/bosses bag/bags"],
  ["pack", "jug", "garrafa/garrafas/garrafes jug/jugs bidon/bidones bido/bidons drum/drums jerrycan/jerrycans"],
  ["pack", "bucket", "cubo/cubos galleda/galledes bucket/buckets cubeta/cubetas tambor/tambores"],
  ["pack", "can", "lata/latas llauna/llaunes tin/tins can/cans bote/botes pot/pots tarro/tarros jar/jars"],
  ["pack", "bottle", "botella/botellas ampolla/ampolles bottle/bottles frasco/frascos flasco/flascons envase/envases envas/envasos container/containers"],
  ["pack", "tube", "tubo/tubos tub/tubs tube/tubes cartucho/cartuchos cartutx/cartutxos cartridge/cartridges"],
  ["pack", "pallet", "palet/palets pallet/pallets"],
  ["pack", "set", "juego/juegos joc/jocs set/sets kit/kits conjunto/conjuntos conjunt/conjunts"],
  ["pack", "pair", "par/pares parell/parells pair/pairs"],
  ["pack", "tray", "bandeja/bandejas safata/safates tray/trays"],
  ["pack", "bar", "barra/barras/barres bar/bars tira/tiras strip/strips"],
  ["pack", "sheet", "hoja/hojas full/fulls sheet/sheets plancha/planchas planxa/planxes lamina/laminas/lamines"],
  ["pack", "bundle", "fardo/fardos fardell/fardells bundle/bundles mazo/mazos manojo/manojos"],
  ["measure", "kg", "kg/kgs kilo/kilos quilo/quilos kilogramo/kilogramos quilogram/quilograms kilogram/kilograms"],
  ["measure", "t", "tonelada/toneladas tona/tones tonne/tonnes tn"],
  ["measure", "m", "m mt/mts ml metro/metros metre/metres meter/meters"],
  ["measure", "m2", "m2 m²"],
  ["measure", "m3", "m3 m³"],
  ["measure", "l", "l lt/lts litro/litros litre/litres liter/liters"],
  ["measure", "hour", "h/hs hr/hrs hora/horas/hores hour/hours"],
  ["measure", "day", "dia/dias dies day/days jornada/jornadas/jornades"],
  ["measure", "month", "mes/meses mesos month/months"],
  ["attribute", "mm", "mm milimetro/milimetros mil·limetre/mil·limetres millimetre/millimetres"],
  ["attribute", "cm", "cm cms centimetro/centimetros centimetre/centimetres"],
  ["attribute", "inch", "pulgada/pulgadas polzada/polzades inch/inches in"],
  ["attribute", "g", "g gr/grs gramo/gramos gram/grams"],
  ["attribute", "ml", "cc cl mililitro/mililitros mil·lilitre/mil·lilitres millilitre/millilitres"],
  ["attribute", "w", "w watt/watts vatio/vatios wat/wats kw"],
  ["attribute", "v", "v volt/volts voltio/voltios"],
  ["attribute", "a", "amp/amps amperio/amperios amper/ampers"],
  ["attribute", "gb", "gb giga/gigas gigues gigabyte/gigabytes tb mb"],
  ["attribute", "degree", "grado/grados grau/graus degree/degrees"],
  ["attribute", "bar-pressure", "bares atm psi"],
  ["attribute", "pole", "polo/polos pol/pols pole/poles"],
  ["attribute", "length-of", "largo larg llarg long ancho ample wide alto alt high grueso gruix grosor espesor thick thickness width length height diametro diametre diameter fondo fons deep"],
]; // prettier-ignore

const entries = table.flatMap(([kind, family, words]) =>
  words.split(" ").flatMap((word): (readonly [string, Unit])[] => {
    const forms = word.split("/");
    return forms.map((form) => [form, { word: forms[0] ?? form, family, kind }]);
  }),
);
/** Right words that look like a unit with a slip. */
const lookLikeUnits = new Set(
  "barato barata cobre pareja llave llaves tapas tapa tabla tablas sacar balsa casas fulla fulles boles botas bata batas rosca metal metales larga largas ancha anchas alta altas bajo corto corta gruesa grueso pieles packing barca marco botiga pules".split(" "),
); // prettier-ignore
const units = nearWords(entries, 6, lookLikeUnits);
const guessed = nearWords(entries, 5, lookLikeUnits);

/** The unit that a folded word names ("cajas", "rotlles", "pcs", "uds."), also with one slip in long words; null for none. */
export function unitOf(folded: string): Unit | null {
  return units.find(folded.replace(/\.$/, "")) ?? null;
}

/** As {@link unitOf}, for a word that stands where only a unit can ("8 cajss de 12"): short ones too may have a slip. */
export function likelyUnit(folded: string): Unit | null {
  return guessed.find(folded.replace(/\.$/, "")) ?? null;
}

/** Letters that may stick to a number and are counted or bought: "24uds", "3kg". */
export function isCountedUnit(folded: string): boolean {
  const unit = units.exact(folded);
  return unit !== undefined && unit.kind !== "attribute" && folded.length > 1;
}
