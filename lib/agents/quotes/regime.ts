import type { Customer } from "@/lib/agents/quotes/engine/model";
import { isOfSales } from "@/lib/agents/quotes/tax-keys";
import type { AccountTax } from "@/lib/agents/quotes/pricing";
import { foldText } from "@/lib/language/fold";

type Whereabouts = {
  readonly countryCode?: string | null;
  readonly country?: string | null;
  readonly postalCode?: string | null;
  readonly province?: string | null;
  readonly vatNumber: string | null;
  readonly taxId: string | null;
};

const union = new Set("AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "));
/** Canarias, Ceuta and Melilla are outside the territory of the VAT: goods that go there are exported (LIVA art. 3). */
const outsideVat = /^(?:35|38|51|52)\d{3}$/u;
const outsideNames = /palmas|tenerife|ceuta|melilla/u;

/**
 * How a customer is taxed: as the account has set it for the contact; where nothing is set, by where it is. Businesses of
 * the Union are those with a VAT number of theirs. `sellsWithIgic`: the account is one of the Canaries. Pure.
 */
export function regimeOf(
  place: Whereabouts,
  setKeys: readonly string[],
  account: readonly AccountTax[],
  sellsWithIgic: boolean,
): Pick<Customer, "regime"> & { readonly igic: string | null } {
  const set = account.filter((tax) => isOfSales(tax) && setKeys.includes(tax.key));
  const has = (fits: (tax: AccountTax) => boolean) => set.some(fits);
  const words = ({ key, name }: AccountTax) => `${key} ${foldText(name)}`;
  const plain = (regime: Customer["regime"]) => ({ regime, igic: null });
  if (has((tax) => /intra/u.test(words(tax)))) return plain("intra");
  if (has((tax) => /export/u.test(words(tax)))) return plain("export");
  if (has(({ group }) => group === "rec")) return plain("re");
  const igic = set.find(({ group }) => group === "igic");
  if (igic) return { regime: "igic", igic: igic.rate };
  if (has(({ group }) => group === "iva")) return plain("general");
  return plain(byPlace(place, sellsWithIgic));
}

function byPlace(
  { countryCode, country, postalCode, province, vatNumber, taxId }: Whereabouts,
  sellsWithIgic: boolean,
): Customer["regime"] {
  const code = countryCode?.trim().toUpperCase() ?? "";
  const isSpain = code === "ES" || (code === "" && (!country || /^(?:espana|spain|espanya)$/u.test(foldText(country).trim())));
  if (isSpain) {
    const isOutside = outsideVat.test(postalCode?.trim() ?? "") || outsideNames.test(foldText(province ?? ""));
    // For a company of the Canaries it is the other way round, but only its own islands are certain.
    return isOutside && !sellsWithIgic ? "export" : "general";
  }
  if (code === "") return "general";
  if (!union.has(code)) return "export";
  const number = (vatNumber ?? taxId ?? "").toUpperCase().replace(/[^A-Z0-9]/gu, "");
  return number.startsWith(code === "GR" ? "EL" : code) ? "intra" : "general";
}
