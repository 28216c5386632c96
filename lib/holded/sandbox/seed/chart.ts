import type { SeedAccountLine } from "./seed-account";

const expense = (number: number, name: string): SeedAccountLine => ({ number, name, group: String(number).slice(0, 2), isExpense: true });
const other = (number: number, name: string): SeedAccountLine => ({ number, name, group: String(number).slice(0, 2), isExpense: false });

/** What a small company uses of the Plan General de Contabilidad. */
export const chart: readonly SeedAccountLine[] = [
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
