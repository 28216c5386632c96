import { chart } from "../chart";
import { demoTaxIds, demoTokens } from "../demo-tokens";
import type { SeedAccount } from "../seed-account";
import { spanishTaxes } from "../spanish-taxes";
import { estudioContacts } from "./contacts";
import { estudioCrm } from "./crm";
import { estudioTrade } from "./trade";

export const estudio: SeedAccount = {
  key: "estudio-quilla",
  name: "Estudio Quilla, S.L.",
  taxId: demoTaxIds["estudio-quilla"],
  tokens: [
    { name: "Visto Bueno", secret: demoTokens["estudio-quilla"].full, access: "full" },
    { name: "Solo lectura", secret: demoTokens["estudio-quilla"].readOnly, access: "read" },
  ],
  contacts: estudioContacts,
  crm: estudioCrm,
  trade: estudioTrade,
  taxes: spanishTaxes,
  accounts: chart,
  treasury: [
    { name: "Cuenta corriente", type: "bank", balance: "32760.18", iban: "ES9121000418450200051332", bic: "CAIXESBBXXX" },
    { name: "Tarjeta del estudio", type: "card", balance: "-1204.55", iban: null, bic: null },
  ],
  purchases: [
    {
      contact: "Nube Clara Alojamiento, S.L.",
      number: "NC-26-08841",
      date: "2026-10-01",
      due_date: "2026-10-01",
      items: [{ name: "Servidor dedicado, octubre", units: 1, price: 89.9, taxes: ["p_iva_21"], account: 62900003 }],
      state: "paid",
    },
    {
      contact: "Marta Solís Redondo",
      number: "26/044",
      date: "2026-10-09",
      due_date: "2026-11-08",
      items: [
        { name: "Reportaje fotográfico de producto", units: 1, price: 1250, taxes: ["p_iva_21", "p_ret_15"], account: 62300000 },
        { name: "Retoque", units: 18, price: 12.5, taxes: ["p_iva_21", "p_ret_15"], account: 62300000 },
      ],
      state: "approved",
    },
    {
      contact: "Pixel Forge Ireland Ltd",
      number: "PF-2026-100923",
      date: "2026-10-05",
      due_date: "2026-10-05",
      items: [{ name: "Design suite, 6 seats, October", units: 6, price: 34.99, taxes: ["p_iva_adqintras_21"], account: 62900003 }],
      state: "paid",
    },
    {
      contact: "Imprenta Offset Lucena, S.L.",
      number: "1.284/26",
      date: "2026-10-22",
      due_date: "2026-11-21",
      items: [{ name: "Folleto A5, 4/4, 5.000 ejemplares", units: 5000, price: 0.0845, taxes: ["p_iva_21"], account: 60700000 }],
      state: "approved",
    },
    {
      contact: "Espacio La Nave, S.L.",
      number: "LN-2026-311",
      date: "2026-11-02",
      due_date: "2026-11-07",
      items: [{ name: "Alquiler de oficina, noviembre", units: 1, price: 780, taxes: ["p_iva_21", "p_retrent_19"], account: 62100000 }],
      state: "approved",
    },
    {
      contact: "Catering La Alacena",
      number: "118",
      date: "2026-10-30",
      due_date: "2026-10-30",
      items: [{ name: "Desayuno de trabajo, 14 personas", units: 14, price: 9.5, taxes: ["p_iva_10"], account: 62700000 }],
      state: "draft",
    },
  ],
};
