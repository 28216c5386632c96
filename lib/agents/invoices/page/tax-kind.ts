import { checkTaxId } from "@/lib/kernel/tax-id";
import { findExemptions } from "@/lib/language/exemptions";
import { foldText } from "@/lib/language/fold";
import type { Layout } from "./layout";
import type { VatRow } from "../model";
import { isKnownIgicRate } from "../vat-rates";

const union = new Set("AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" "));

/** Which tax the rows of a paper are, and why nothing is charged where nothing is. */
export function nameTaxes(layout: Layout, rows: readonly VatRow[], supplierTaxId: string | null): VatRow[] {
  const text = layout.rows.map((row) => row.text).join(" ");
  const folded = foldText(text);
  const country = supplierTaxId ? checkTaxId(supplierTaxId).country : null;
  const igic = /\bi\.?g\.?i\.?c\b/.test(folded) && !/\b(?:cuota|%|tipo|total)?\s?i\.?v\.?a\.?\s?\d/.test(folded);
  const ipsi = /\bipsi\b/.test(folded) && !/\biva\b/.test(folded);
  return rows.map((row) => {
    const named: VatRow = igic && isKnownIgicRate(row.rate) ? { ...row, tax: "IGIC" } : ipsi ? { ...row, tax: "IPSI" } : row;
    if (Number(row.rate) !== 0) return country && country !== "ES" && !named.tax ? { ...named, tax: "foreign" } : named;
    const exemption = whyNothing(text, country);
    return exemption ? { ...named, exemption } : named;
  });
}

/** A supplier of another member state ships goods or renders services; at home it is the reverse charge. */
function whyNothing(text: string, country: string | null): VatRow["exemption"] | null {
  const words = findExemptions(text);
  const abroad = country !== null && country !== "ES";
  if (abroad && union.has(country)) {
    if (words.has("intra_goods")) return "intra_goods";
    if (words.has("intra_services") || words.has("reverse_charge")) return "intra_services";
  }
  if (abroad && words.has("reverse_charge")) return "reverse_charge";
  if (words.has("reverse_charge")) return "reverse_charge";
  if (words.has("not_subject")) return "not_subject";
  if (words.has("exempt")) return "exempt";
  return words.has("export") ? "export" : null;
}
