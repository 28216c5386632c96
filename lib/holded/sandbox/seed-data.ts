import type { ContactInput } from "./resources/contacts";
import type { ItemInput } from "./resources/documents-model";
import type { TreasuryAccount } from "./resources/treasury-model";
import { estudioCrm, ferreteriaCrm, type CrmSeed } from "./seed-crm";
import { estudioContacts, ferreteriaContacts } from "./seed-contacts";
import { spanishTaxes, type SeedTax } from "./seed-taxes";
import { estudioTrade, ferreteriaTrade, type TradeSeed } from "./seed-trade";

/** Invented tax ids of the two sample companies; the check characters are right. */
export const demoTaxIds = { "ferreteria-aldaba": "B12345674", "estudio-quilla": "B87654323" } as const;
export type DemoAccountKey = keyof typeof demoTaxIds;

/** Fixed tokens of the sample accounts. They open nothing but a local Holded on this machine. */
export const demoTokens: Readonly<Record<DemoAccountKey, { readonly full: string; readonly readOnly: string }>> = {
  "ferreteria-aldaba": {
    full: "pat_68a0f1e0aldaba0000000001_demoFerreteriaAldabaLecturaYEscritura",
    readOnly: "pat_68a0f1e0aldaba0000000002_demoFerreteriaAldabaSoloLectura",
  },
  "estudio-quilla": {
    full: "pat_68a0f1e0quilla0000000001_demoEstudioQuillaLecturaYEscritura",
    readOnly: "pat_68a0f1e0quilla0000000002_demoEstudioQuillaSoloLectura",
  },
};

export type SeedAccountLine = { readonly number: number; readonly name: string; readonly group: string; readonly isExpense: boolean };
export type SeedPurchase = {
  /** Name of one of the account's contacts. */
  readonly contact: string;
  readonly number: string;
  readonly date: string;
  readonly due_date: string;
  /** `account` is the number of the chart here; it is replaced by its id. */
  readonly items: readonly (Omit<ItemInput, "account"> & { readonly account?: number })[];
  readonly tags?: readonly string[];
  /** Stays a draft unless approved; a payment needs approval. */
  readonly state: "draft" | "approved" | "paid";
};
export type SeedTreasury = Pick<TreasuryAccount, "name" | "type" | "balance" | "iban" | "bic">;

/** A company of the local Holded before anybody has worked in it. */
export type SeedAccount = {
  readonly key: string;
  readonly name: string;
  readonly taxId: string;
  readonly tokens: readonly { readonly name: string; readonly secret: string; readonly access: "full" | "read" }[];
  readonly contacts: readonly ContactInput[];
  readonly taxes: readonly SeedTax[];
  readonly accounts: readonly SeedAccountLine[];
  readonly treasury: readonly SeedTreasury[];
  readonly purchases: readonly SeedPurchase[];
  /** Left out: an owner, and nothing else. */
  readonly crm?: CrmSeed;
  /** What it sells, and what went through its bank. Left out: series and a warehouse, and nothing else. */
  readonly trade?: TradeSeed;
};

/** The moment at which the sample data was entered. */
export const seededAt = new Date("2026-09-01T07:00:00Z");

const expense = (number: number, name: string): SeedAccountLine => ({ number, name, group: String(number).slice(0, 2), isExpense: true });
const other = (number: number, name: string): SeedAccountLine => ({ number, name, group: String(number).slice(0, 2), isExpense: false });

/** What a small company uses of the Plan General de Contabilidad. */
const chart: readonly SeedAccountLine[] = [
  other(21600000, "Mobiliario"),
  other(21700000, "Equipos para procesos de información"),
  other(40000000, "Proveedores"),
  other(41000000, "Acreedores por prestaciones de servicios"),
  other(43000000, "Clientes"),
  other(47200000, "Hacienda Pública, IVA soportado"),
  other(47510000, "Hacienda Pública, acreedora por retenciones practicadas"),
  other(47700000, "Hacienda Pública, IVA repercutido"),
  other(57000000, "Caja, euros"),
  other(57200000, "Bancos e instituciones de crédito c/c vista, euros"),
  expense(60000000, "Compras de mercaderías"),
  expense(60200000, "Compras de otros aprovisionamientos"),
  expense(60700000, "Trabajos realizados por otras empresas"),
  expense(62100000, "Arrendamientos y cánones"),
  expense(62200000, "Reparaciones y conservación"),
  expense(62300000, "Servicios de profesionales independientes"),
  expense(62400000, "Transportes"),
  expense(62500000, "Primas de seguros"),
  expense(62600000, "Servicios bancarios y similares"),
  expense(62700000, "Publicidad, propaganda y relaciones públicas"),
  expense(62800000, "Suministros"),
  expense(62900000, "Otros servicios"),
  expense(62900001, "Gastos de viaje"),
  expense(62900002, "Material de oficina"),
  expense(62900003, "Programas y servicios en la nube"),
  expense(63100000, "Otros tributos"),
  expense(64900000, "Otros gastos sociales"),
  expense(66900000, "Otros gastos financieros"),
  expense(67800000, "Gastos excepcionales"),
  other(70000000, "Ventas de mercaderías"),
  other(70500000, "Prestaciones de servicios"),
];

const ferreteria: SeedAccount = {
  key: "ferreteria-aldaba",
  name: "Ferretería Aldaba, S.L.",
  taxId: demoTaxIds["ferreteria-aldaba"],
  tokens: [
    { name: "Visto Bueno", secret: demoTokens["ferreteria-aldaba"].full, access: "full" },
    { name: "Solo lectura", secret: demoTokens["ferreteria-aldaba"].readOnly, access: "read" },
  ],
  contacts: ferreteriaContacts,
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
  ],
};

const estudio: SeedAccount = {
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

/** The two companies that a new local Holded starts with. */
export const demoAccounts: readonly SeedAccount[] = [ferreteria, estudio];
