import type { CatalogueItem, Customer } from "@/lib/agents/quotes/engine/model";

/** Recargo de equivalencia of the rates in force for ordinary supplies (LIVA art. 161); tobacco's 1.75 is not one of them. */
const surcharges: Readonly<Record<string, string>> = { "21": "5.2", "10": "1.4", "4": "0.5" };

export type LineTaxes = {
  /** Per cent of IVA or IGIC. */
  readonly vat: string;
  /** Recargo de equivalencia, per cent; "0" for none. */
  readonly surcharge: string;
};

/** What is charged on an item: the item's own rate unless the customer is taxed in another way. No customer: the general regime. */
export function taxesOf(item: Pick<CatalogueItem, "kind" | "vat">, customer: Pick<Customer, "regime" | "igic"> | null): LineTaxes {
  switch (customer?.regime ?? "general") {
    case "general":
      return { vat: item.vat, surcharge: "0" };
    case "re":
      // The surcharge stands in for what a retailer would pay on goods sold on; services are not sold on.
      return { vat: item.vat, surcharge: item.kind === "service" ? "0" : (surcharges[plainRate(item.vat)] ?? "0") };
    case "intra":
    case "export":
      return { vat: "0", surcharge: "0" };
    case "igic":
      return { vat: customer?.igic ?? item.vat, surcharge: "0" };
  }
}

const plainRate = (rate: string) => (rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate);
