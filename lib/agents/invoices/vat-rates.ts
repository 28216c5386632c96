import { fixed, type Fixed } from "@/lib/language/decimal";

export type IndirectTax = "IVA" | "IGIC" | "IPSI" | "foreign";
type DatedRate = { readonly rate: string; readonly from: string; readonly to: string | null };

/** IVA by date of the operation: LIVA arts. 90–91 and the temporary rates of RDL 12/2021 … 25/2026. */
const iva: readonly DatedRate[] = [
  { rate: "21", from: "2012-09-01", to: null },
  { rate: "10", from: "2012-09-01", to: null },
  { rate: "4", from: "1995-01-01", to: null },
  { rate: "0", from: "1900-01-01", to: null },
  { rate: "5", from: "2022-07-01", to: "2024-09-30" },
  { rate: "2", from: "2024-10-01", to: "2024-12-31" },
  { rate: "7.5", from: "2024-10-01", to: "2024-12-31" },
  { rate: "18", from: "2010-07-01", to: "2012-08-31" },
  { rate: "8", from: "2010-07-01", to: "2012-08-31" },
  { rate: "16", from: "1995-01-01", to: "2010-06-30" },
  { rate: "7", from: "1995-01-01", to: "2010-06-30" },
];

/** Recargo de equivalencia that belongs to a rate of IVA, LIVA art. 161. */
const surcharges: readonly (DatedRate & { readonly surcharge: string })[] = [
  { rate: "21", surcharge: "5.2", from: "2012-09-01", to: null },
  { rate: "21", surcharge: "1.75", from: "2012-09-01", to: null },
  { rate: "10", surcharge: "1.4", from: "2012-09-01", to: null },
  { rate: "4", surcharge: "0.5", from: "1995-01-01", to: null },
  { rate: "0", surcharge: "0", from: "2023-01-01", to: "2024-09-30" },
  { rate: "2", surcharge: "0.26", from: "2024-10-01", to: "2024-12-31" },
  { rate: "5", surcharge: "0.5", from: "2022-07-01", to: "2022-12-31" },
  { rate: "5", surcharge: "0.62", from: "2023-01-01", to: "2024-09-30" },
  { rate: "7.5", surcharge: "1", from: "2024-10-01", to: "2024-12-31" },
  { rate: "18", surcharge: "4", from: "2010-07-01", to: "2012-08-31" },
  { rate: "8", surcharge: "1", from: "2010-07-01", to: "2012-08-31" },
  { rate: "16", surcharge: "4", from: "1995-01-01", to: "2010-06-30" },
  { rate: "7", surcharge: "1", from: "1995-01-01", to: "2010-06-30" },
];

const igic = ["0", "3", "5", "7", "9.5", "15", "20", "35", "2.75", "6.5", "13.5"];
const ipsi = ["0", "0.5", "1", "2", "3", "4", "8", "10"];

/** IRPF, IS and IRNR rates met on received invoices (RIRPF arts. 95, 100, 101; LIRNR art. 25), with those of earlier years. */
const withheld: readonly DatedRate[] = [
  ...["1", "2", "7", "15", "19", "24", "35"].map((rate) => ({ rate, from: "1999-01-01", to: null })),
  { rate: "9", from: "2012-09-01", to: "2015-07-11" },
  { rate: "18", from: "2007-01-01", to: "2014-12-31" },
  { rate: "20", from: "2015-01-01", to: "2015-07-11" },
  { rate: "19.5", from: "2015-07-12", to: "2015-12-31" },
  { rate: "21", from: "2012-01-01", to: "2014-12-31" },
];
/** All of them, whenever they were in force. */
export const withholdingRates: readonly string[] = withheld.map(({ rate }) => rate);

/** Whether a rate of withholding could be held back on that day (any day when null). A rate of the year before may still be printed. */
export function withholdingIsPossible(rate: string, date: string | null): boolean {
  return withheld.some(
    (known) =>
      fixed(known.rate) === fixed(rate) && (date === null || (date >= known.from && (known.to === null || date <= later(known.to)))),
  );
}

/** Rates a company may suffer: rent and capital. */
export const companyWithholdingRates: readonly string[] = ["19", "19.5", "20", "21", "18", "24"];

/** Rates that only persons, and entities that are taxed as such, suffer: professionals, módulos, farming. */
export const personalWithholdingRates: readonly string[] = ["1", "2", "7", "9", "15"];

/** Percentages of taxes, recargo and withholding that Spanish and neighbouring papers carry: what a bare number may be. */
const usual = new Set(
  [
    ...iva.map((r) => r.rate),
    ...igic,
    ...surcharges.map((r) => r.surcharge),
    ...withholdingRates,
    "5.5",
    "6",
    "13",
    "22",
    "23",
    "25",
    "8.1",
    "2.1",
  ].map(fixed),
);
export const isUsualRate = (rate: Fixed): boolean => usual.has(rate);

/** Rates worth trying where no percentage is printed at all. */
export const commonVatRates: readonly Fixed[] = ["21", "10", "4"].map(fixed);

/** Whether a rate of the tax could be charged on that day. A temporary rate may still be printed 45 days later. */
export function rateIsPossible(tax: IndirectTax, rate: string, date: string): boolean {
  const value = fixed(rate);
  if (tax === "IGIC") return igic.some((known) => fixed(known) === value);
  if (tax === "IPSI") return ipsi.some((known) => fixed(known) === value);
  if (tax === "foreign") return true;
  return iva.some((known) => fixed(known.rate) === value && date >= known.from && (known.to === null || date <= later(known.to)));
}

/** The recargo rates that can accompany a rate of IVA on that day (any day when null). */
export function surchargesFor(rate: Fixed, date: string | null): readonly Fixed[] {
  return surcharges
    .filter(
      (known) => fixed(known.rate) === rate && (date === null || (date >= known.from && (known.to === null || date <= later(known.to)))),
    )
    .map((known) => fixed(known.surcharge));
}

export const isKnownIgicRate = (rate: string): boolean => igic.some((known) => fixed(known) === fixed(rate));

/** Invoices come after the operation: the issue date may lie a billing period behind the change. */
function later(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 45 * 86_400_000).toISOString().slice(0, 10);
}
