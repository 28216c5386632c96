import { some, type TradeSeed } from "../seed-trade";
import { designWork } from "./catalogue";

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
  services: designWork,
  sales: [
    { type: "invoice", contact: bodegas, date: "2026-09-30", due_date: "2026-10-30", items: [some("IDV", 1), some("DIS", 22)] },
    { type: "invoice", contact: azahar, date: "2026-10-15", due_date: "2026-10-30", items: [some("WEB", 1), some("MNT", 1)] },
    {
      type: "invoice",
      contact: orilla,
      date: "2026-10-31",
      due_date: "2026-11-30",
      items: [some("CUA-A5", 150), some("BOL-TEL", 200), some("DIS", 6)],
      discount: 15,
    },
    { type: "invoice", contact: azahar, date: "2026-11-15", due_date: "2026-11-30", items: [some("MNT", 1)] },
    {
      type: "invoice",
      contact: bodegas,
      date: "2026-11-20",
      due_date: "2026-12-20",
      state: "draft",
      items: [some("FOT", 2), { name: "Desplazamiento a El Puerto de Santa María", units: 210, price: 0.26 }],
    },
    {
      type: "estimate",
      contact: bodegas,
      date: "2026-10-22",
      due_date: "2026-11-21",
      items: [{ title: "Campaña de Navidad" }, some("EST", 12), some("DIS", 40), { title: "Producción" }, some("LIB-CAT", 500)],
    },
    {
      type: "estimate",
      contact: orilla,
      date: "2026-09-08",
      due_date: "2026-10-08",
      state: "accepted",
      items: [some("CUA-A5", 150), some("BOL-TEL", 200), some("DIS", 6)],
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
