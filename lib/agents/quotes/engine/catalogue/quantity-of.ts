import type { IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { unitOf } from "@/lib/agents/quotes/engine/catalogue/measures";
import { containerOf, isContainer } from "@/lib/agents/quotes/engine/catalogue/pack";
import { salesQuantity } from "@/lib/agents/quotes/engine/catalogue/sales-quantity";
import type { ItemReading, SalesQuantity } from "@/lib/agents/quotes/engine/model";
import { foldText } from "@/lib/language/fold";

/**
 * How much of an item a reading asks for. "37 paquetes de folios" and "paquetes de folios (37 uds)" count packets, and so
 * does a figure beside words that say the pack ("bolígrafos Bic de 12"): what is counted is what the words name.
 */
export function quantityOf(reading: ItemReading, { item, pack, numbers }: IndexedItem, said: string): SalesQuantity {
  const { quantity, words } = reading;
  const isCount = quantity?.unit === null || (quantity?.unit !== undefined && unitOf(quantity.unit)?.unit === "count");
  if (!quantity || !isCount || quantity.packOf !== null || !pack || pack.size === "1") return salesQuantity(quantity, item);
  const [, first = ""] = /^(?:\S+\d\S*\s+)?(\p{L}+)/u.exec(words) ?? [];
  const named = foldText(first);
  if (isContainer(named) && pack.container !== null && containerOf(named) === pack.container)
    return salesQuantity({ ...quantity, unit: null, packOf: pack.size }, item);
  const saysPack =
    new RegExp(`(?:\\bde|\\bof|/|\\bx)\\s*${pack.size.replace(".", "[.,]")}(?![\\d.,]*\\d)`, "i").test(said) &&
    !numbers.some((number) => number.value === pack.size);
  return salesQuantity(saysPack ? { ...quantity, packOf: pack.size } : quantity, item);
}
