import type { Tax } from "../resources/taxes";

export type SeedTax = Omit<Tax, "id">;

const tax = (scope: Tax["scope"], key: string, name: string, amount: string, group: string, visible = true): SeedTax => ({
  name,
  amount,
  scope,
  key,
  group,
  type: "percentage",
  items: [],
  status: true,
  visible,
});

/** A tax that is charged and deducted at once: nothing is paid to the supplier. */
const selfAssessed = (key: string, name: string, rate: string): readonly SeedTax[] => [
  { ...tax("purchases", key, name, "0", "iva"), amount: null, type: "group", items: [`${key}_1`, `${key}_2`] },
  tax("purchases", `${key}_1`, `${name} (deducible)`, rate, "iva", false),
  tax("purchases", `${key}_2`, `${name} (devengado)`, `-${rate}`, "iva", false),
];

const rates = ["21", "10", "7.5", "5", "4", "2", "0"] as const;
/** Decimals drop the point in keys: 7.5 → 75. */
const inKey = (rate: string): string => rate.replace(".", "");
const shown = (rate: string): string => rate.replace(".", ",");

/**
 * The taxes of a Spanish account. Keys of IVA, retention, recargo, investment goods, non-deductible and self-assessed
 * taxes as reported from live accounts; IGIC, IRPF for farmers and modules, and the hidden parts of groups are assumed.
 */
export const spanishTaxes: readonly SeedTax[] = [
  ...rates.map((rate) => tax("purchases", `p_iva_${inKey(rate)}`, `IVA ${shown(rate)}%`, rate, "iva")),
  tax("purchases", "p_iva_exento", "IVA exento", "0", "iva"),
  tax("purchases", "p_iva_nosujeto", "No sujeto", "0", "iva"),
  ...["21", "10", "4"].map((rate) => tax("purchases", `p_iva_bi_${rate}`, `IVA ${rate}% bienes de inversión`, rate, "iva")),
  ...["21", "10", "7.5", "5", "4"].map((rate) =>
    tax("purchases", `p_iva_nd_${inKey(rate)}`, `IVA ${shown(rate)}% no deducible`, rate, "iva"),
  ),
  ...selfAssessed("p_iva_adqintrab_21", "Adquisición intracomunitaria de bienes 21%", "21"),
  ...selfAssessed("p_iva_adqintras_21", "Adquisición intracomunitaria de servicios 21%", "21"),
  ...selfAssessed("p_iva_invsuj", "Inversión del sujeto pasivo 21%", "21"),
  ...["15", "7", "19", "2", "1"].map((rate) => tax("purchases", `p_ret_${rate}`, `Retención ${rate}%`, `-${rate}`, "ret")),
  tax("purchases", "p_retrent_19", "Retención alquileres 19%", "-19", "ret"),
  ...["5.2", "1.4", "0.5"].map((rate) => tax("purchases", `p_rec_${inKey(rate)}`, `Recargo de equivalencia ${shown(rate)}%`, rate, "rec")),
  ...["0", "3", "7", "9.5", "15"].map((rate) => tax("purchases", `p_igic_${inKey(rate)}`, `IGIC ${shown(rate)}%`, rate, "igic")),
  ...rates.map((rate) => tax("sales", `s_iva_${inKey(rate)}`, `IVA ${shown(rate)}%`, rate, "iva")),
  tax("sales", "s_iva_exento", "IVA exento", "0", "iva"),
  tax("sales", "s_iva_nosujeto", "No sujeto", "0", "iva"),
  tax("sales", "s_iva_intrab", "Entrega intracomunitaria de bienes", "0", "iva"),
  tax("sales", "s_iva_intras", "Prestación intracomunitaria de servicios", "0", "iva"),
  ...["15", "7", "19", "2", "1"].map((rate) => tax("sales", `s_ret_${rate}`, `Retención ${rate}%`, `-${rate}`, "ret")),
  ...["5.2", "1.4", "0.5"].map((rate) => tax("sales", `s_rec_${inKey(rate)}`, `Recargo de equivalencia ${shown(rate)}%`, rate, "rec")),
  ...["0", "3", "7", "9.5", "15"].map((rate) => tax("sales", `s_igic_${inKey(rate)}`, `IGIC ${shown(rate)}%`, rate, "igic")),
];
