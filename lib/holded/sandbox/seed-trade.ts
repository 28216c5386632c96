import { demoCatalogue, demoServices, type SeedProduct, type SeedService } from "./seed-catalogue";

/** A line of the catalogue by its sku or code, or one of its own. */
export type SeedSaleItem =
  | { readonly sku: string; readonly units: number; readonly discount?: number }
  | { readonly title: string }
  | { readonly name: string; readonly units: number; readonly price: number; readonly taxes?: readonly string[] };
export type SeedSale = {
  readonly type: "invoice" | "estimate" | "creditnote";
  /** Name of one of the account's contacts. */
  readonly contact: string;
  readonly date: string;
  readonly due_date: string;
  readonly state: "draft" | "approved" | "accepted" | "rejected";
  readonly items: readonly SeedSaleItem[];
  /** Per cent. */
  readonly discount?: number;
};
/** A line of the bank's statement: about nothing that is known, or of the amount of a document, and perhaps settled with it. */
export type SeedMovement = {
  readonly date: string;
  readonly text: string;
} & ({ readonly amount: string } | { readonly of: string; readonly settled?: boolean });

/** What a company sells, what it has invoiced, and what went through its bank. */
export type TradeSeed = {
  readonly warehouses?: readonly string[];
  readonly paymentMethods?: readonly (readonly [name: string, dueDays: number])[];
  readonly salesChannels?: readonly (readonly [name: string, account: number])[];
  /** Per cent off the price of every product. */
  readonly priceLists?: readonly (readonly [name: string, description: string, off: number])[];
  readonly products?: readonly SeedProduct[];
  readonly services?: readonly SeedService[];
  readonly sales?: readonly SeedSale[];
  /** Of the first bank account, oldest first. */
  readonly movements?: readonly SeedMovement[];
};

const olmo = "Reformas Olmo, S.L.";
const mayor12 = "Comunidad de Propietarios Calle Mayor 12";
const villaclara = "Ayuntamiento de Villaclara";

export const ferreteriaTrade: TradeSeed = {
  warehouses: ["Tienda", "Almacén del polígono"],
  paymentMethods: [
    ["Contado", 0],
    ["Transferencia a 30 días", 30],
    ["Recibo domiciliado a 60 días", 60],
  ],
  salesChannels: [
    ["Mostrador", 70000000],
    ["Profesionales", 70000001],
    ["Montajes", 70500000],
  ],
  priceLists: [
    ["Profesional", "Instaladores y reformistas", 12],
    ["Administraciones", "Ayuntamientos y comunidades", 6],
  ],
  products: demoCatalogue,
  services: [
    ["COP", "Copia de llave", "2.48", "0.60", null],
    ["CRT", "Corte de tablero a medida", "4.13", "1.20", 600],
    ["MON", "Montaje e instalación a domicilio", "32.00", "19.00", 3600],
    ["ENT", "Entrega en obra", "15.70", "9.00", null],
  ],
  sales: [
    {
      type: "invoice",
      contact: olmo,
      date: "2026-09-18",
      due_date: "2026-10-18",
      state: "approved",
      items: [
        { sku: "TOR-540", units: 40, discount: 12 },
        { sku: "TAC-08", units: 60, discount: 12 },
        { sku: "DIS-115", units: 25 },
      ],
    },
    {
      type: "invoice",
      contact: mayor12,
      date: "2026-09-25",
      due_date: "2026-10-25",
      state: "approved",
      items: [
        { sku: "CER-EMB60", units: 2 },
        { sku: "MON", units: 3 },
      ],
    },
    {
      type: "invoice",
      contact: villaclara,
      date: "2026-10-06",
      due_date: "2026-11-05",
      state: "approved",
      items: [
        { sku: "PIN-PLA15", units: 12 },
        { sku: "ROD-22", units: 10 },
        { sku: "ENT", units: 1 },
      ],
      discount: 6,
    },
    {
      type: "invoice",
      contact: olmo,
      date: "2026-10-20",
      due_date: "2026-11-19",
      state: "approved",
      items: [
        { sku: "TAL-18V", units: 1 },
        { sku: "BRO-SET13", units: 3 },
        { sku: "SIL-NEU", units: 24, discount: 12 },
      ],
    },
    {
      type: "creditnote",
      contact: olmo,
      date: "2026-10-27",
      due_date: "2026-10-27",
      state: "approved",
      items: [{ sku: "SIL-NEU", units: 6, discount: 12 }],
    },
    {
      type: "invoice",
      contact: villaclara,
      date: "2026-11-10",
      due_date: "2026-12-10",
      state: "approved",
      items: [
        { sku: "CAN-40", units: 30 },
        { sku: "CAD-06", units: 50 },
      ],
    },
    {
      type: "invoice",
      contact: mayor12,
      date: "2026-11-18",
      due_date: "2026-12-18",
      state: "draft",
      items: [{ sku: "BOM-LED10", units: 36 }],
    },
    {
      type: "estimate",
      contact: mayor12,
      date: "2026-09-11",
      due_date: "2026-10-11",
      state: "accepted",
      items: [{ title: "Cambio de cerraduras del portal" }, { sku: "CER-EMB60", units: 2 }, { sku: "MON", units: 3 }],
    },
    {
      type: "estimate",
      contact: olmo,
      date: "2026-11-03",
      due_date: "2026-12-03",
      state: "approved",
      items: [
        { title: "Cocina de la calle Labradores" },
        { sku: "BIS-35", units: 28, discount: 10 },
        { sku: "TIR-128", units: 14 },
        { sku: "CRT", units: 9 },
      ],
    },
    {
      type: "estimate",
      contact: villaclara,
      date: "2026-10-14",
      due_date: "2026-11-13",
      state: "rejected",
      items: [{ sku: "BUZ-6", units: 4 }],
    },
  ],
  movements: [
    { date: "2026-10-05", text: "RECIBO ALQUILER INMOBILIARIA PLAZA VIEJA OCT", of: "A/26/10", settled: true },
    { date: "2026-10-09", text: "INGRESO EFECTIVO CAJA TIENDA", amount: "1240.00" },
    { date: "2026-10-15", text: "RECIBO SUMINISTROS IND TORRECILLA T-2026/0412", of: "T-2026/0412", settled: true },
    { date: "2026-10-19", text: "TRANSF DE REFORMAS OLMO SL FRA F260001", of: "F260001", settled: true },
    { date: "2026-10-20", text: "CUOTA RETA Y SEGUROS SOCIALES SEPTIEMBRE", amount: "-1874.26" },
    { date: "2026-10-26", text: "TRANSF DE CDAD PROP CALLE MAYOR 12", of: "F260002", settled: true },
    { date: "2026-10-30", text: "LIQUIDACION TPV OCTUBRE", amount: "3962.15" },
    { date: "2026-11-02", text: "COMISION MANTENIMIENTO CUENTA", amount: "-12.00" },
    { date: "2026-11-04", text: "RECIBO ENERGIA COMARCAL NORTE SA", of: "FE26100048812" },
    { date: "2026-11-05", text: "RECIBO ALQUILER INMOBILIARIA PLAZA VIEJA NOV", of: "A/26/11" },
    { date: "2026-11-06", text: "TRANSF AYUNTAMIENTO DE VILLACLARA REG 8842", of: "F260003" },
    { date: "2026-11-12", text: "RECIBO SUMINISTROS IND TORRECILLA", of: "T-2026/0467" },
    { date: "2026-11-13", text: "NOMINAS OCTUBRE REMESA", amount: "-4310.77" },
    { date: "2026-11-16", text: "INGRESO EFECTIVO CAJA TIENDA", amount: "980.00" },
    { date: "2026-11-20", text: "TRANSF DE REFORMAS OLMO SL", of: "F260004" },
    { date: "2026-11-20", text: "PAGO CON TARJETA GASOLINERA EL CRUCE", amount: "-58.40" },
  ],
};

const bodegas = "Bodegas Marisma, S.A.";
const azahar = "Clínica Dental Azahar, S.L.P.";
const orilla = "Fundación Orilla";

export const estudioTrade: TradeSeed = {
  warehouses: ["Estudio"],
  paymentMethods: [
    ["Transferencia a 15 días", 15],
    ["Transferencia a 30 días", 30],
  ],
  salesChannels: [
    ["Diseño", 70500000],
    ["Imprenta y producción", 70500001],
  ],
  priceLists: [["Entidades sin ánimo de lucro", "Fundaciones y asociaciones", 15]],
  products: [
    ["CAM-ALG", "Camiseta de algodón serigrafiada a una tinta", "9.8", "5.1", 40, "s_iva_21"],
    ["BOL-TEL", "Bolsa de tela 38 × 42 cm impresa", "4.35", "2.2", 120, "s_iva_21"],
    ["CUA-A5", "Cuaderno A5 con cubierta personalizada", "6.215", "3.4", 75, "s_iva_21"],
    ["LIB-CAT", "Catálogo encuadernado, 64 páginas", "12.5", "8.15", 30, "s_iva_4"],
  ],
  services: demoServices,
  sales: [
    {
      type: "invoice",
      contact: bodegas,
      date: "2026-09-30",
      due_date: "2026-10-30",
      state: "approved",
      items: [
        { sku: "IDV", units: 1 },
        { sku: "DIS", units: 22 },
      ],
    },
    {
      type: "invoice",
      contact: azahar,
      date: "2026-10-15",
      due_date: "2026-10-30",
      state: "approved",
      items: [
        { sku: "WEB", units: 1 },
        { sku: "MNT", units: 1 },
      ],
    },
    {
      type: "invoice",
      contact: orilla,
      date: "2026-10-31",
      due_date: "2026-11-30",
      state: "approved",
      items: [
        { sku: "CUA-A5", units: 150 },
        { sku: "BOL-TEL", units: 200 },
        { sku: "DIS", units: 6 },
      ],
      discount: 15,
    },
    {
      type: "invoice",
      contact: azahar,
      date: "2026-11-15",
      due_date: "2026-11-30",
      state: "approved",
      items: [{ sku: "MNT", units: 1 }],
    },
    {
      type: "invoice",
      contact: bodegas,
      date: "2026-11-20",
      due_date: "2026-12-20",
      state: "draft",
      items: [
        { sku: "FOT", units: 2 },
        { name: "Desplazamiento a El Puerto de Santa María", units: 210, price: 0.26 },
      ],
    },
    {
      type: "estimate",
      contact: bodegas,
      date: "2026-10-22",
      due_date: "2026-11-21",
      state: "approved",
      items: [
        { title: "Campaña de Navidad" },
        { sku: "EST", units: 12 },
        { sku: "DIS", units: 40 },
        { title: "Producción" },
        { sku: "LIB-CAT", units: 500 },
      ],
    },
    {
      type: "estimate",
      contact: orilla,
      date: "2026-09-08",
      due_date: "2026-10-08",
      state: "accepted",
      items: [
        { sku: "CUA-A5", units: 150 },
        { sku: "BOL-TEL", units: 200 },
        { sku: "DIS", units: 6 },
      ],
      discount: 15,
    },
  ],
  movements: [
    { date: "2026-10-01", text: "CARGO NUBE CLARA ALOJAMIENTO NC-26-08841", of: "NC-26-08841", settled: true },
    { date: "2026-10-05", text: "PIXEL FORGE IRELAND LTD DUBLIN", of: "PF-2026-100923", settled: true },
    { date: "2026-10-20", text: "TGSS COTIZACION SEPTIEMBRE", amount: "-1322.90" },
    { date: "2026-10-30", text: "TRANSFERENCIA BODEGAS MARISMA SA F260001", of: "F260001", settled: true },
    { date: "2026-10-30", text: "NOMINAS OCTUBRE", amount: "-6240.35" },
    { date: "2026-11-02", text: "TRANSF CLINICA DENTAL AZAHAR", of: "F260002" },
    { date: "2026-11-03", text: "COMISION POR TRANSFERENCIA", amount: "-1.50" },
    { date: "2026-11-06", text: "RECIBO ESPACIO LA NAVE SL ALQUILER", of: "LN-2026-311" },
    { date: "2026-11-09", text: "TRANSF A MARTA SOLIS REDONDO 26/044", of: "26/044" },
    { date: "2026-11-18", text: "RENFE VIAJEROS SEVILLA MADRID", amount: "-96.30" },
    { date: "2026-11-19", text: "TRANSF FUNDACION ORILLA A CUENTA", amount: "600.00" },
  ],
};
