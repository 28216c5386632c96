import { containerOf, isContainer, packOf, type Pack } from "@/lib/agents/quotes/engine/catalogue/pack";
import { unitOf } from "@/lib/agents/quotes/engine/catalogue/measures";
import type { CatalogueItem, SaidQuantity, SalesQuantity } from "@/lib/agents/quotes/engine/model";
import { fixed, formatFixed, multiply, type Fixed } from "@/lib/language/decimal";

/**
 * How many sales units a said quantity comes to: pieces, metres and kilos are counted in packs, up to the next whole one.
 *
 * `doubt` is one of `quantity.none` (no figure: one is assumed), `quantity.range` (the higher end is taken),
 * `quantity.pack` (packs of another size were said), `quantity.unit` (the unit is not one that the item is sold in),
 * `quantity.spare` (much more than asked for has to be taken).
 */
export function salesQuantity(said: SaidQuantity | null, item: CatalogueItem): SalesQuantity {
  if (!said) return { value: "1", packs: null, doubt: "quantity.none" };
  const pack = packOf(item).pack;
  const counted = count(said, said.upTo ?? said.value, pack, item);
  return said.upTo !== null && counted.doubt === null ? { ...counted, doubt: "quantity.range" } : counted;
}

const whole = (value: string): SalesQuantity => ({ value: formatFixed(fixed(value)), packs: null, doubt: null });

function count(said: SaidQuantity, value: string, pack: Pack | null, item: CatalogueItem): SalesQuantity {
  const unit = said.unit === null ? null : unitOf(said.unit);
  const size = pack?.size ?? "1";
  if (said.packOf !== null) return packsOf(said, value, size);
  const isDozen = said.unit !== null && /^(?:docena|dotzena|dozen)$/.test(said.unit);
  if (isDozen) return inPacks(multiply(fixed(value), fixed("12")), size);
  if (said.unit !== null && pack !== null && holdsMany(pack, said.unit)) return inPacks(fixed(value), size);
  if (said.unit !== null && unit === null && (isContainer(said.unit) || said.unit === item.unit)) return whole(value);
  if (unit === null) return said.unit === null ? bare(value, pack) : { ...whole(value), doubt: "quantity.unit" };
  return measured(value, unit, pack, item);
}

/** "300 pares" of a box of 100 pairs: what was counted is what the pack holds, and not the pack. */
const holdsMany = ({ size, of, container }: Pack, unit: string): boolean =>
  size !== "1" && of !== null && containerOf(of) === containerOf(unit) && containerOf(unit) !== container;

/** "6 cajas de 100": six where the item's pack holds 100, else what they hold together. */
function packsOf(said: SaidQuantity, value: string, size: string): SalesQuantity {
  const held = fixed(said.packOf ?? "1");
  if (held === fixed(size)) return whole(value);
  if (size === "1") return { ...whole(value), doubt: "quantity.pack" };
  return { ...inPacks(multiply(fixed(value), held), size), doubt: "quantity.pack" };
}

/** A figure without a unit counts pieces, unless the pieces of the pack are not things that are bought singly. */
function bare(value: string, pack: Pack | null): SalesQuantity {
  if (!pack || pack.size === "1") return whole(value);
  if (pack.of !== null && pack.of !== "count") return whole(value);
  return inPacks(fixed(value), pack.size);
}

function measured(
  value: string,
  unit: { readonly unit: string; readonly factor: number },
  pack: Pack | null,
  item: CatalogueItem,
): SalesQuantity {
  const amount = multiply(fixed(value), fixed(String(unit.factor / baseOf(unit.unit))));
  if (unit.unit === "count" || unit.unit === "sheets") {
    const pieces = pack !== null && (pack.of === null || ["count", "sheets"].includes(pack.of) || unitOf(pack.of) === null);
    return pieces && pack.size !== "1" ? inPacks(fixed(value), pack.size) : whole(value);
  }
  const own = item.unit === null ? null : unitOf(item.unit.toLowerCase());
  if (own?.unit === unit.unit && (pack === null || pack.size === "1")) return whole(formatFixed(amount));
  if (pack?.of === unit.unit || (pack !== null && pack.of === null && pack.size !== "1")) return inPacks(amount, pack.size);
  return { ...whole(value), doubt: "quantity.unit" };
}

/** Packs of measured goods are counted in metres, kilos and litres. */
const baseOf = (unit: string): number => (["length", "mass", "volume"].includes(unit) ? 1000 : 1);

function inPacks(asked: Fixed, size: string): SalesQuantity {
  if (size === "1") return whole(formatFixed(asked));
  const per = fixed(size);
  const one = fixed("1");
  const packs = ((asked + per - 1n) / per) * one;
  const spare = multiply(packs, per) - asked;
  const doubt = multiply(asked, fixed("2")) <= per ? "quantity.spare" : null;
  return { value: formatFixed(packs), packs: { asked: formatFixed(asked), pack: formatFixed(per), spare: formatFixed(spare) }, doubt };
}
