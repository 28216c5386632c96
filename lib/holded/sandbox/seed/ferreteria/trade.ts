import { some, type SeedMovement, type SeedSale, type TradeSeed } from "../seed-trade";
import { assortment } from "./assortment";
import { ironmongery } from "./catalogue";
import { statementMovements, statementSales } from "./statement";

const olmo = "Reformas Olmo, S.L.";
const mayor12 = "Comunidad de Propietarios Calle Mayor 12";
const villaclara = "Ayuntamiento de Villaclara";

/** Sales are numbered, and a statement is printed, in order of their days. */
function byDate<T extends { readonly date: string }>(some: readonly T[], others: readonly T[]): readonly T[] {
  return [...some, ...others].sort((a, b) => a.date.localeCompare(b.date));
}

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
  products: ironmongery,
  assortment,
  services: [
    ["COP", "Copia de llave", "2.48", "0.60", null],
    ["CRT", "Corte de tablero a medida", "4.13", "1.20", 600],
    ["MON", "Montaje e instalación a domicilio", "32.00", "19.00", 3600],
    ["ENT", "Entrega en obra", "15.70", "9.00", null],
  ],
  sales: byDate<SeedSale>(statementSales, [
    {
      type: "invoice",
      key: "olmo-1",
      contact: olmo,
      date: "2026-09-18",
      due_date: "2026-10-18",
      items: [some("TOR-540", 40, 12), some("TAC-08", 60, 12), some("DIS-115", 25)],
    },
    {
      type: "invoice",
      key: "mayor-1",
      contact: mayor12,
      date: "2026-09-25",
      due_date: "2026-10-25",
      items: [some("CER-EMB60", 2), some("MON", 3)],
    },
    {
      type: "invoice",
      key: "villaclara-1",
      contact: villaclara,
      date: "2026-10-06",
      due_date: "2026-11-05",
      items: [some("PIN-PLA15", 12), some("ROD-22", 10), some("ENT", 1)],
      discount: 6,
    },
    {
      type: "invoice",
      key: "olmo-2",
      contact: olmo,
      date: "2026-10-20",
      due_date: "2026-11-19",
      items: [some("TAL-18V", 1), some("BRO-SET13", 3), some("SIL-NEU", 24, 12)],
    },
    { type: "creditnote", contact: olmo, date: "2026-10-27", due_date: "2026-10-27", items: [some("SIL-NEU", 6, 12)] },
    { type: "invoice", contact: villaclara, date: "2026-11-10", due_date: "2026-12-10", items: [some("CAN-40", 30), some("CAD-06", 50)] },
    { type: "invoice", contact: mayor12, date: "2026-11-18", due_date: "2026-12-18", state: "draft", items: [some("BOM-LED10", 36)] },
    {
      type: "estimate",
      contact: mayor12,
      date: "2026-09-11",
      due_date: "2026-10-11",
      state: "accepted",
      items: [{ title: "Cambio de cerraduras del portal" }, some("CER-EMB60", 2), some("MON", 3)],
    },
    {
      type: "estimate",
      contact: olmo,
      date: "2026-11-03",
      due_date: "2026-12-03",
      items: [{ title: "Cocina de la calle Labradores" }, some("BIS-35", 28, 10), some("TIR-128", 14), some("CRT", 9)],
    },
    { type: "estimate", contact: villaclara, date: "2026-10-14", due_date: "2026-11-13", state: "rejected", items: [some("BUZ-6", 4)] },
  ]),
  movements: byDate<SeedMovement>(statementMovements, [
    { date: "2026-10-05", text: "RECIBO ALQUILER INMOBILIARIA PLAZA VIEJA OCT", of: "A/26/10", settled: true },
    { date: "2026-10-09", text: "INGRESO EFECTIVO CAJA TIENDA", amount: "1240.00" },
    { date: "2026-10-15", text: "RECIBO SUMINISTROS IND TORRECILLA T-2026/0412", of: "T-2026/0412", settled: true },
    { date: "2026-10-19", text: "TRANSF DE REFORMAS OLMO SL FRA {olmo-1}", of: "olmo-1", settled: true },
    { date: "2026-10-20", text: "CUOTA RETA Y SEGUROS SOCIALES SEPTIEMBRE", amount: "-1874.26" },
    { date: "2026-10-26", text: "TRANSF DE CDAD PROP CALLE MAYOR 12", of: "mayor-1", settled: true },
    { date: "2026-10-30", text: "LIQUIDACION TPV OCTUBRE", amount: "3962.15" },
    { date: "2026-11-02", text: "COMISION MANTENIMIENTO CUENTA", amount: "-12.00" },
    { date: "2026-11-04", text: "RECIBO ENERGIA COMARCAL NORTE SA", of: "FE26100048812" },
    { date: "2026-11-05", text: "RECIBO ALQUILER INMOBILIARIA PLAZA VIEJA NOV", of: "A/26/11" },
    { date: "2026-11-06", text: "TRANSF AYUNTAMIENTO DE VILLACLARA REG 8842", of: "villaclara-1" },
    { date: "2026-11-12", text: "RECIBO SUMINISTROS IND TORRECILLA", of: "T-2026/0467" },
    { date: "2026-11-13", text: "NOMINAS OCTUBRE REMESA", amount: "-4310.77" },
    { date: "2026-11-16", text: "INGRESO EFECTIVO CAJA TIENDA", amount: "980.00" },
    { date: "2026-11-20", text: "TRANSF DE REFORMAS OLMO SL", of: "olmo-2" },
    { date: "2026-11-20", text: "PAGO CON TARJETA GASOLINERA EL CRUCE", amount: "-58.40" },
  ]),
};
