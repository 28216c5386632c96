import { chart } from "../chart";
import { demoTaxIds, demoTokens } from "../demo-tokens";
import type { SeedAccount } from "../seed-account";
import { spanishTaxes } from "../spanish-taxes";
import { ferreteriaContacts } from "./contacts";
import { ferreteriaCustomers } from "./customers";
import { ferreteriaCrm } from "./crm";
import { statementContacts, statementPurchases } from "./statement";
import { ferreteriaTrade } from "./trade";

export const ferreteria: SeedAccount = {
  key: "ferreteria-aldaba",
  name: "Ferretería Aldaba, S.L.",
  taxId: demoTaxIds["ferreteria-aldaba"],
  tokens: [
    { name: "Visto Bueno", secret: demoTokens["ferreteria-aldaba"].full, access: "full" },
    { name: "Solo lectura", secret: demoTokens["ferreteria-aldaba"].readOnly, access: "read" },
  ],
  contacts: [...ferreteriaContacts, ...statementContacts],
  customers: ferreteriaCustomers,
  crm: ferreteriaCrm,
  trade: ferreteriaTrade,
  taxes: spanishTaxes,
  accounts: chart,
  treasury: [
    { name: "Cuenta principal", type: "bank", balance: "18450.32", iban: "ES1200491500512345678901", bic: "BSCHESMMXXX" },
    { name: "Tarjeta de empresa", type: "card", balance: "-312.40", iban: null, bic: null },
    { name: "Caja de la tienda", type: "cash", balance: "640.00", iban: null, bic: null },
  ],
  purchases: [
    {
      contact: "Suministros Industriales Torrecilla, S.L.",
      number: "T-2026/0412",
      date: "2026-09-15",
      due_date: "2026-10-15",
      items: [
        { name: "Tornillo rosca madera 5×40, caja de 200", units: 24, price: 6.35, taxes: ["p_iva_21"], account: 60000000 },
        { name: "Taco nailon 8 mm, bolsa de 100", units: 30, price: 3.1, discount: 5, taxes: ["p_iva_21"], account: 60000000 },
      ],
      state: "paid",
    },
    {
      contact: "Suministros Industriales Torrecilla, S.L.",
      number: "T-2026/0467",
      date: "2026-10-13",
      due_date: "2026-11-12",
      items: [{ name: "Disco de corte inox 115 mm", units: 150, price: 0.89, taxes: ["p_iva_21"], account: 60000000 }],
      state: "approved",
    },
    {
      contact: "Herrajes del Duero, S.A.",
      number: "26-11873",
      date: "2026-10-02",
      due_date: "2026-12-01",
      items: [{ name: "Bisagra cazoleta 35 mm", units: 400, price: 1.12, taxes: ["p_iva_21"], account: 60000000 }],
      state: "approved",
    },
    {
      contact: "Inmobiliaria Plaza Vieja, S.L.",
      number: "A/26/10",
      date: "2026-10-01",
      due_date: "2026-10-05",
      items: [
        { name: "Alquiler del local, octubre de 2026", units: 1, price: 950, taxes: ["p_iva_21", "p_retrent_19"], account: 62100000 },
      ],
      state: "paid",
    },
    {
      contact: "Inmobiliaria Plaza Vieja, S.L.",
      number: "A/26/11",
      date: "2026-11-01",
      due_date: "2026-11-05",
      items: [
        { name: "Alquiler del local, noviembre de 2026", units: 1, price: 950, taxes: ["p_iva_21", "p_retrent_19"], account: 62100000 },
      ],
      state: "approved",
    },
    {
      contact: "Energía Comarcal Norte, S.A.",
      number: "FE26100048812",
      date: "2026-10-20",
      due_date: "2026-11-04",
      items: [{ name: "Suministro eléctrico septiembre-octubre", units: 1, price: 184.57, taxes: ["p_iva_21"], account: 62800000 }],
      state: "approved",
    },
    {
      contact: "Laura Cebrián Montes",
      number: "2026-031",
      date: "2026-10-28",
      due_date: "2026-11-27",
      items: [{ name: "Diseño del catálogo de otoño", units: 12, price: 40, taxes: ["p_iva_21", "p_ret_15"], account: 62300000 }],
      state: "draft",
    },
    ...statementPurchases,
  ],
};
