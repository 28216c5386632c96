import type { ContactInput } from "../../resources/contacts";
import { inSpain } from "../in-spain";
import type { SeedPurchase } from "../seed-account";
import type { SeedMovement, SeedSale } from "../seed-trade";

/** Three months of a shop's bank account, with everything that comes up when it is reconciled. All of it is invented. */

const client = (name: string, code: string, street: string): ContactInput => ({
  name,
  code,
  type: "client",
  bill_address: inSpain(street, "47011", "Valladolid", "Valladolid"),
  defaults: { due_days: 30, language: "es", currency: "EUR" },
});

const ribera = "Construcciones Ribera Alta, S.L.";
const sanz = "Carpintería Hermanos Sanz, S.L.";
const monte = "Instalaciones Monte Claro, S.A.";
const encina = "Talleres La Encina, S.L.";
const faro = "Residencia Faro de Castilla, S.L.";
const nora = "Nora Villalba Pastor";
const teso = "Comunidad de Propietarios Plaza del Teso 4";

export const statementContacts: readonly ContactInput[] = [
  client(ribera, "B47811047", "Calle Cobre 14"),
  client(sanz, "B47822358", "Calle Plata 3"),
  client(monte, "A47833694", "Avenida de Burgos 90"),
  client(encina, "B47844741", "Calle Forja 21"),
  client(faro, "B47855663", "Paseo del Cauce 8"),
  { ...client(nora, "71130542Y", "Calle Platerías 6"), is_person: true },
  client(teso, "H47866462", "Plaza del Teso 4"),
];

const work = (key: string, contact: string, date: string, due: string, price: number, name = "Material según albaranes"): SeedSale => ({
  type: "invoice",
  key,
  contact,
  date,
  due_date: due,
  items: [{ name, units: 1, price }],
});

/** In order of their dates, as their numbers are given. */
export const statementSales: readonly SeedSale[] = [
  work("ribera-1", ribera, "2026-09-02", "2026-10-02", 1184.6),
  work("sanz-1", sanz, "2026-09-03", "2026-10-03", 342.15),
  work("teso-1", teso, "2026-09-04", "2026-10-04", 75, "Mantenimiento de cerrajería, septiembre"),
  work("monte-1", monte, "2026-09-08", "2026-10-08", 896.4),
  work("faro-1", faro, "2026-09-10", "2026-10-10", 512.75),
  work("nora-1", nora, "2026-09-14", "2026-10-14", 148.9),
  work("encina-1", encina, "2026-09-16", "2026-10-16", 233.3),
  work("ribera-2", ribera, "2026-09-22", "2026-10-22", 640.2),
  work("sanz-2", sanz, "2026-09-24", "2026-10-24", 410.85),
  work("monte-2", monte, "2026-09-29", "2026-10-29", 1275.5),
  work("teso-2", teso, "2026-10-02", "2026-11-01", 75, "Mantenimiento de cerrajería, octubre"),
  work("ribera-3", ribera, "2026-10-05", "2026-11-04", 388.4),
  work("encina-2", encina, "2026-10-07", "2026-11-06", 719.9),
  work("faro-2", faro, "2026-10-09", "2026-11-08", 512.75),
  work("sanz-3", sanz, "2026-10-13", "2026-11-12", 96.6),
  work("ribera-4", ribera, "2026-10-16", "2026-11-15", 1530),
  work("nora-2", nora, "2026-10-19", "2026-11-18", 64.35),
  work("monte-3", monte, "2026-10-22", "2026-11-21", 454.1),
  work("sanz-4", sanz, "2026-10-27", "2026-11-26", 275.05),
  work("teso-3", teso, "2026-11-03", "2026-12-03", 75, "Mantenimiento de cerrajería, noviembre"),
  work("encina-3", encina, "2026-11-05", "2026-12-05", 198.75),
  work("faro-3", faro, "2026-11-09", "2026-12-09", 512.75),
  work("ribera-5", ribera, "2026-11-12", "2026-12-12", 822.6),
];

const bill = (contact: string, number: string, date: string, due: string, price: number, account: number, name: string): SeedPurchase => ({
  contact,
  number,
  date,
  due_date: due,
  items: [{ name, units: 1, price, taxes: ["p_iva_21"], account }],
  state: "approved",
});

const water = "Aguas de Villaclara, S.A.";
const phone = "Telecomunicaciones Meseta, S.A.";
const advisers = "Gestoría Pardo y Asociados, S.L.P.";
const cleaning = "Limpiezas Brillo Fino, S.L.";
const hinges = "Herrajes del Duero, S.A.";
const paints = "Pinturas Alborada, S.L.";
const wood = "Maderas y Tableros Ansó, S.L.";

export const statementPurchases: readonly SeedPurchase[] = [
  bill(phone, "TM-26-090417", "2026-09-05", "2026-09-15", 64.9, 62900000, "Línea y fibra, agosto"),
  bill(phone, "TM-26-100398", "2026-10-05", "2026-10-15", 64.9, 62900000, "Línea y fibra, septiembre"),
  bill(phone, "TM-26-110405", "2026-11-05", "2026-11-16", 66.15, 62900000, "Línea y fibra, octubre"),
  bill(advisers, "GP-2026-0733", "2026-09-30", "2026-10-10", 145, 62300000, "Asesoría fiscal y laboral, septiembre"),
  bill(advisers, "GP-2026-0811", "2026-10-31", "2026-11-10", 145, 62300000, "Asesoría fiscal y laboral, octubre"),
  bill(cleaning, "B-1407", "2026-09-30", "2026-10-15", 210, 62900000, "Limpieza de la tienda, septiembre"),
  bill(cleaning, "B-1466", "2026-10-31", "2026-11-15", 210, 62900000, "Limpieza de la tienda, octubre"),
  bill(water, "AV/26/55120", "2026-10-12", "2026-10-27", 41.27, 62800000, "Agua, tercer trimestre"),
  bill(hinges, "26-11402", "2026-09-09", "2026-10-09", 734.2, 60000000, "Herrajes de cocina"),
  bill(paints, "PA-26/2288", "2026-09-17", "2026-10-17", 468.5, 60000000, "Plástica mate y esmaltes"),
  bill(paints, "PA-26/2391", "2026-10-08", "2026-11-07", 312.4, 60000000, "Plástica mate"),
  bill(paints, "PA-26/2402", "2026-10-15", "2026-11-14", 187.95, 60000000, "Rodillos y brochas"),
  bill(wood, "2026/1177", "2026-10-06", "2026-11-05", 915, 60000000, "Tablero contrachapado 18 mm"),
  bill(wood, "2026/1240", "2026-10-26", "2026-11-25", 915, 60000000, "Tablero contrachapado 18 mm"),
];

const till = (date: string, amount: string): SeedMovement => ({ date, text: "LIQUIDACION TPV COMERCIO 327714509", amount });
const cash = (date: string, amount: string): SeedMovement => ({ date, text: "INGRESO EFECTIVO CAJA TIENDA", amount });
const fuel = (date: string, amount: string): SeedMovement => ({ date, text: "PAGO CON TARJETA GASOLINERA EL CRUCE", amount });

/** To be put between the movements that are there already, by day. */
export const statementMovements: readonly SeedMovement[] = [
  cash("2026-09-01", "870.00"),
  { date: "2026-09-01", text: "COMISION MANTENIMIENTO CUENTA", amount: "-12.00" },
  till("2026-09-04", "918.35"),
  till("2026-09-11", "1043.80"),
  { date: "2026-09-15", text: "RECIBO TELECOMUNICACIONES MESETA SA TM-26-090417", of: "TM-26-090417", settled: true },
  cash("2026-09-15", "1125.00"),
  till("2026-09-18", "876.12"),
  fuel("2026-09-21", "-64.15"),
  { date: "2026-09-21", text: "CUOTA RETA Y SEGUROS SOCIALES AGOSTO", amount: "-1874.26" },
  till("2026-09-25", "1190.44"),
  { date: "2026-09-30", text: "NOMINAS SEPTIEMBRE REMESA", amount: "-4310.77" },
  { date: "2026-09-30", text: "CUOTA PRESTAMO 0049 1500 83 4410027", amount: "-618.33" },
  { date: "2026-10-01", text: "TRANSF DE CONSTRUCCIONES RIBERA ALTA SL FRA {ribera-1}", of: "ribera-1", settled: true },
  { date: "2026-10-01", text: "COMISION MANTENIMIENTO CUENTA", amount: "-12.00" },
  till("2026-10-02", "1012.07"),
  { date: "2026-10-05", text: "TRANSFERENCIA CARPINTERIA HNOS SANZ {sanz-1}", of: "sanz-1", settled: true },
  { date: "2026-10-06", text: "TRANSF CDAD PROP PLAZA DEL TESO 4 {teso-1}", of: "teso-1", settled: true },
  { date: "2026-10-08", text: "TRANSF DE INSTALACIONES MONTE CLARO SA FACT {monte-1}", of: "monte-1", settled: true },
  { date: "2026-10-09", text: "RECIBO HERRAJES DEL DUERO SA 26-11402", of: "26-11402", settled: true },
  { date: "2026-10-13", text: "TRANSF RESIDENCIA FARO DE CASTILLA FRA SEPTIEMBRE", of: "faro-1", settled: true },
  { date: "2026-10-13", text: "RECIBO GESTORIA PARDO Y ASOCIADOS SEPT", of: "GP-2026-0733", settled: true },
  { date: "2026-10-15", text: "BIZUM DE NORA VILLALBA PASTOR", of: "nora-1" },
  { date: "2026-10-15", text: "RECIBO TELECOMUNICACIONES MESETA SA TM-26-100398", of: "TM-26-100398", settled: true },
  { date: "2026-10-16", text: "TRF TALLERES LA ENCINA SL", of: "encina-1" },
  till("2026-10-16", "1154.90"),
  { date: "2026-10-19", text: "TRANSF A PINTURAS ALBORADA SL PA-26/2288", of: "PA-26/2288", settled: true },
  { date: "2026-10-19", text: "RECIBO LIMPIEZAS BRILLO FINO B-1407", of: "B-1407" },
  { date: "2026-10-20", text: "AEAT IMPUESTO MODELO 303 3T 2026", amount: "-2417.58" },
  { date: "2026-10-20", text: "AEAT RETENCIONES MODELO 111 3T 2026", amount: "-684.20" },
  { date: "2026-10-20", text: "AEAT RETENCIONES MODELO 115 3T 2026", amount: "-541.50" },
  { date: "2026-10-22", text: "TRANSF DE CONSTRUCCIONES RIBERA ALTA SL {ribera-2}", of: "ribera-2" },
  till("2026-10-23", "989.66"),
  { date: "2026-10-26", text: "TRANSFERENCIA CARPINTERIA HERMANOS SANZ SL {sanz-2}", of: "sanz-2" },
  { date: "2026-10-27", text: "RECIBO AGUAS DE VILLACLARA AV/26/55120", of: "AV/26/55120" },
  fuel("2026-10-28", "-71.80"),
  // The payer's bank kept its commission.
  { date: "2026-10-29", text: "TRANSF DE INSTALACIONES MONTE CLARO SA {monte-2}", of: "monte-2", less: "3.00" },
  { date: "2026-10-30", text: "NOMINAS OCTUBRE REMESA 2", amount: "-1206.40" },
  { date: "2026-10-30", text: "CUOTA PRESTAMO 0049 1500 83 4410027", amount: "-618.33" },
  cash("2026-11-02", "1310.00"),
  // Of two that are the same nobody can tell which it is.
  { date: "2026-11-03", text: "TRANSF CDAD PROP PLAZA DEL TESO 4", of: "teso-2" },
  { date: "2026-11-05", text: "TRANSF A MADERAS Y TABLEROS ANSO SL", of: "2026/1177" },
  till("2026-11-06", "1077.31"),
  { date: "2026-11-06", text: "TRANSF DE TALLERES LA ENCINA SL {encina-2}", of: "encina-2" },
  { date: "2026-11-09", text: "TRANSF RESIDENCIA FARO DE CASTILLA {faro-2}", of: "faro-2" },
  // Two invoices of a supplier in one transfer.
  { date: "2026-11-09", text: "TRANSF A PINTURAS ALBORADA SL 2391 Y 2402", of: ["PA-26/2391", "PA-26/2402"] },
  { date: "2026-11-10", text: "RECIBO GESTORIA PARDO Y ASOCIADOS OCT", of: "GP-2026-0811" },
  { date: "2026-11-11", text: "PAGO CON TARJETA FERIA BRICOLAJE MADRID ENTRADAS", amount: "-48.40" },
  { date: "2026-11-12", text: "TRANSF CARPINTERIA HNOS SANZ FRAS {sanz-3} {sanz-4}", of: ["sanz-3", "sanz-4"] },
  { date: "2026-11-13", text: "TRASPASO A TARJETA DE EMPRESA", amount: "-300.00" },
  till("2026-11-13", "940.18"),
  // All that a customer owed, without a word about what for.
  { date: "2026-11-16", text: "TRANSF DE CONSTRUCCIONES RIBERA ALTA SL PAGO FACTURAS", of: ["ribera-3", "ribera-4"] },
  { date: "2026-11-16", text: "RECIBO TELECOMUNICACIONES MESETA SA", of: "TM-26-110405" },
  { date: "2026-11-16", text: "RECIBO LIMPIEZAS BRILLO FINO B-1466", of: "B-1466" },
  { date: "2026-11-17", text: "RECIBO SEGUROS FARO MUTUO POLIZA 884120", amount: "-212.65" },
  { date: "2026-11-18", text: "BIZUM DE NORA VILLALBA", of: "nora-2" },
  // A first instalment.
  { date: "2026-11-19", text: "TRANSF DE INSTALACIONES MONTE CLARO SA A CUENTA {monte-3}", of: "monte-3", less: "249.46" },
  { date: "2026-11-20", text: "CUOTA RETA Y SEGUROS SOCIALES OCTUBRE", amount: "-1891.02" },
  till("2026-11-20", "1126.73"),
];
