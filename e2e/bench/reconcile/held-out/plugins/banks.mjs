// Wordings that nobody who works on the matching looks at: what they tell is how it does on a bank never seen.
import { bankOf, joined, monthsIn, replaceWords, titleCase, withAccents } from "../../plugins/bank-of.mjs";

const usual = { code: "2085", nameMax: [32, 40], textMax: [50, 80], nameRate: 0.94, textRate: 0.92, ibanRate: 0.08, cpNameRate: 0 };

const catalan = {
  transfer_in: "TRANSFERENCIA REBUDA",
  transfer_out: "TRANSFERENCIA EMESA",
  transfer_intl_in: "TRANSFERENCIA DE L'ESTRANGER",
  transfer_intl_out: "TRANSFERENCIA A L'ESTRANGER",
  bizum_in: "BIZUM REBUT",
  bizum_out: "BIZUM ENVIAT",
  recibo: "REBUT DOMICILIAT",
  card: "COMPRA AMB TARGETA",
  tpv: "ABONAMENT TPV COMERC",
  remittance: "ABONAMENT REMESA DE REBUTS",
  confirming: "PAGAMENT CONFIRMING",
  advance: "BESTRETA CONFIRMING",
  payroll: "NOMINES",
  tgss: "ASSEGURANCES SOCIALS",
  tax: "TRIBUTS MODEL",
  tax_refund: "DEVOLUCIO TRIBUTS MODEL",
  fee: "COMISSIO",
  loan: "QUOTA PRESTEC",
  interest: "LIQUIDACIO D'INTERESSOS",
  own_transfer: "TRASPAS ENTRE COMPTES PROPIS",
  cash_out: "REINTEGRAMENT CAIXER",
  cash_in: "INGRES EN EFECTIU",
  card_settle: "LIQUIDACIO TARGETA CREDIT",
  returned: "REBUT RETORNAT",
  insurance: "REBUT ASSEGURANCA",
  capital: "TRANSFERENCIA REBUDA",
};
const catalanMonths = [
  "GENER",
  "FEBRER",
  "MARÇ",
  "ABRIL",
  "MAIG",
  "JUNY",
  "JULIOL",
  "AGOST",
  "SETEMBRE",
  "OCTUBRE",
  "NOVEMBRE",
  "DESEMBRE",
];
const catalanWords = {
  PAGO: "PAGAMENT",
  CUOTA: "QUOTA",
  MENSUALIDAD: "MENSUALITAT",
  FRAS: "FACTURES",
  FACTURAS: "FACTURES",
  PEDIDO: "COMANDA",
  RESTO: "RESTA",
  PARTE: "PART",
};

const galician = {
  transfer_in: "TRANSF. RECIBIDA",
  transfer_out: "TRANSF. EMITIDA",
  transfer_intl_in: "TRANSF. DO ESTRANXEIRO",
  transfer_intl_out: "TRANSF. AO ESTRANXEIRO",
  bizum_in: "BIZUM RECIBIDO",
  bizum_out: "BIZUM ENVIADO",
  recibo: "RECIBO DOMICILIADO",
  card: "COMPRA CON TARXETA",
  tpv: "ABOAMENTO DATAFONO",
  remittance: "ABOAMENTO REMESA",
  confirming: "PAGAMENTO A PROVEDORES",
  advance: "ANTICIPO PROVEDORES",
  payroll: "NOMINAS EMPREGADOS",
  tgss: "COTIZACION S.SOCIAL",
  tax: "IMPOSTO MOD",
  tax_refund: "DEVOLUCION IMPOSTO MOD",
  fee: "COMISION",
  loan: "COTA EMPRESTITO",
  interest: "XUROS",
  own_transfer: "TRASPASO CONTA PROPIA",
  cash_out: "RETIRADA CAIXEIRO",
  cash_in: "INGRESO EFECTIVO",
  card_settle: "LIQ. TARXETA",
  returned: "RECIBO DEVOLTO",
  insurance: "RECIBO SEGURO",
  capital: "TRANSF. RECIBIDA",
};
const galicianMonths = [
  "XANEIRO",
  "FEBREIRO",
  "MARZO",
  "ABRIL",
  "MAIO",
  "XUÑO",
  "XULLO",
  "AGOSTO",
  "SETEMBRO",
  "OUTUBRO",
  "NOVEMBRO",
  "DECEMBRO",
];

const app = {
  transfer_in: "RECIBISTE DE",
  transfer_out: "ENVIASTE A",
  transfer_intl_in: "RECIBISTE DEL EXTRANJERO DE",
  transfer_intl_out: "ENVIASTE AL EXTRANJERO A",
  bizum_in: "BIZUM DE",
  bizum_out: "BIZUM PARA",
  recibo: "DOMICILIACION DE",
  card: "COMPRASTE EN",
  tpv: "VENTAS CON TARJETA",
  remittance: "COBRO DE RECIBOS",
  confirming: "PAGO DE TU CLIENTE",
  advance: "ADELANTO DE TU CLIENTE",
  payroll: "SUELDOS",
  tgss: "SEGURIDAD SOCIAL",
  tax: "HACIENDA MODELO",
  tax_refund: "HACIENDA TE DEVUELVE",
  fee: "TARIFA",
  loan: "CUOTA DE TU PRESTAMO",
  interest: "INTERESES",
  own_transfer: "MOVIMIENTO ENTRE TUS CUENTAS",
  cash_out: "SACASTE EFECTIVO",
  cash_in: "INGRESASTE EFECTIVO",
  card_settle: "LIQUIDACION DE TARJETA",
  returned: "RECIBO DEVUELTO",
  insurance: "SEGURO",
  capital: "RECIBISTE DE",
};

const pieces = (line, size) => line.match(new RegExp(`.{1,${size}}`, "gu")) ?? [];

/** Fields of a fixed width, one behind the other, cut wherever a line ends. */
const wrapped = (line) => pieces(line, 31).join("\n");

export function banks({ registerBank, names }) {
  const accents = withAccents(names);
  registerBank(
    "CATALA",
    bankOf({
      limits: usual,
      words: catalan,
      layout: (word, who, what, kind) => ({
        concept: word,
        details: [who && `${kind.endsWith("_out") ? "BENEFICIARI" : "ORDENANT"}: ${who}`, what && `CONCEPTE: ${what}`],
      }),
      after: (line) => titleCase(accents(replaceWords({ ...catalanWords, ...monthsIn(catalanMonths) })(line))),
      hasCodes: false,
    }),
  );
  registerBank(
    "GALEGO",
    bankOf({
      limits: { ...usual, textRate: 0.85 },
      words: galician,
      layout: (word, who, what) => ({ concept: joined(word, what && `/ ${what}`, who && `/ ${who}`), details: [] }),
      after: replaceWords(monthsIn(galicianMonths)),
    }),
  );
  registerBank(
    "SWIFT",
    bankOf({
      limits: { ...usual, nameMax: [50, 54], textMax: [80, 100], ibanRate: 0.2 },
      words: catalan,
      layout: (word, who, what) => ({ concept: joined(word), details: [`?20EREF+NOTPROVIDED?21SVWZ+${what}?32${who}`] }),
      hasCodes: false,
    }),
  );
  registerBank(
    "COLUMNAS",
    bankOf({
      limits: usual,
      words: galician,
      layout: (word, who, what) => ({ concept: word, details: [`${who.padEnd(20)} ${what}`] }),
      after: (line, isFirst) => (isFirst ? line : wrapped(line)),
    }),
  );
  registerBank(
    "APP",
    bankOf({
      limits: { ...usual, nameMax: [45, 60], textMax: [90, 120] },
      words: app,
      layout: (word, who, what) => ({ concept: joined(word, who, what && `- ${what}`), details: [] }),
      after: (line) => accents(line).toLowerCase(),
      hasCodes: false,
    }),
  );
  registerBank(
    "PUNTOS",
    bankOf({
      limits: { ...usual, nameMax: [20, 30], textMax: [30, 50], nameRate: 0.85 },
      words: galician,
      layout: (word, who, what) => ({ concept: joined(what || word, who && `(${who})`), details: [] }),
      // Slashes and hyphens of numbers come out as dots and blanks.
      after: (line) => line.replace(/(?<=\d)[/-](?=\d)/gu, (sign) => (sign === "/" ? "." : " ")),
      hasCodes: false,
    }),
  );
}
