import type { TaxRegime } from "@/lib/agents/quotes/engine/model";
import type { LineTaxes } from "@/lib/agents/quotes/engine/tax";
import type { AccountTax } from "@/lib/agents/quotes/pricing";
import { fixed } from "@/lib/language/decimal";
import { foldText } from "@/lib/language/fold";

type Taxed = { readonly kind: "product" | "service"; readonly taxes: readonly string[] };

/**
 * The keys of the account's taxes that charge a line what it is to be charged, at most one of a group. Empty: the account
 * has no such tax, and nothing may be written without one, since Holded would then take the contact's. Pure.
 */
export function taxKeysOf(charged: LineTaxes, item: Taxed, regime: TaxRegime, account: readonly AccountTax[]): readonly string[] {
  const taxes = account.filter(isOfSales);
  if (regime === "intra" || regime === "export") {
    const key = regime === "intra" ? intraKey(item.kind, taxes) : exportKey(taxes);
    return key === null ? [] : [key];
  }
  const main = regime === "igic" ? plainKey(taxes, "igic", charged.vat) : ownKey(charged.vat, item, taxes);
  if (main === null) return [];
  if (isZero(charged.surcharge)) return [main];
  const surcharge = plainKey(taxes, "rec", charged.surcharge);
  return surcharge === null ? [] : [main, surcharge];
}

/** The item's own tax says more than a rate: exempt and not subject are both 0. */
function ownKey(vat: string, { taxes: own }: Taxed, taxes: readonly AccountTax[]): string | null {
  const found = taxes.find(({ key, rate, group }) => own.includes(key) && group !== "ret" && group !== "rec" && isSame(rate, vat));
  if (found) return found.key;
  return plainKey(taxes, "iva", vat) ?? (own.length === 0 ? null : plainKey(taxes, "igic", vat));
}

/** Of several at a rate the shortest: special ones carry more in their name. */
function plainKey(taxes: readonly AccountTax[], group: string, rate: string): string | null {
  return shortest(taxes.filter((tax) => tax.group === group && isSame(tax.rate, rate)));
}

const isIntra = ({ key, name }: AccountTax) => /intra/u.test(key) || /intracom/u.test(foldText(name));

function intraKey(kind: Taxed["kind"], taxes: readonly AccountTax[]): string | null {
  const intra = taxes.filter(isIntra);
  const isService = (tax: AccountTax) => /intras\b|intras_|serv/u.test(`${tax.key} ${foldText(tax.name)}`);
  return shortest(intra.filter((tax) => isService(tax) === (kind === "service"))) ?? null;
}

/** The account's own tax for exports, where it has one; else the exempt one. */
function exportKey(taxes: readonly AccountTax[]): string | null {
  const named = taxes.filter(({ key, name }) => /export/u.test(`${key} ${foldText(name)}`));
  const exempt = taxes.filter(({ key, name }) => /exen|exempt/u.test(`${key} ${foldText(name)}`));
  return shortest(named) ?? shortest(exempt) ?? plainKey(taxes.filter((tax) => !isIntra(tax)), "iva", "0"); // prettier-ignore
}

const shortest = (taxes: readonly AccountTax[]): string | null =>
  taxes.map(({ key }) => key).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? null;

/** Also for prices of lists: what is sold is charged with the taxes of sales. */
export const isOfSales = ({ scope, key }: Pick<AccountTax, "scope" | "key">): boolean =>
  scope === "sales" || (scope === null && key.startsWith("s_"));
const isSame = (rate: string | null, wanted: string) => rate !== null && fixed(rate) === fixed(wanted);
const isZero = (rate: string) => fixed(rate) === 0n;
