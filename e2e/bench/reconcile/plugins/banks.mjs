// Banks whose wording none of the public profiles has: cooperative, neobank in English, Basque, structured text, very short
// lines, and lines of figures alone.
import { bankOf, joined, monthsIn, replaceWords, titleCase, withAccents } from "./bank-of.mjs";

const usual = { code: "3058", nameMax: [30, 40], textMax: [45, 80], nameRate: 0.93, textRate: 0.92, ibanRate: 0.1, cpNameRate: 0 };

const cooperative = {
  transfer_in: "ABONO TRANSF SEPA",
  transfer_out: "CARGO TRANSF SEPA",
  transfer_intl_in: "ABONO ORDEN EXT",
  transfer_intl_out: "CARGO ORDEN EXT",
  bizum_in: "BZM RECIB",
  bizum_out: "BZM ENV",
  recibo: "DOMIC SEPA CORE",
  card: "OP.COMERCIO",
  tpv: "LIQ DATAFONO",
  remittance: "AB.REMESA 19.14",
  confirming: "AB.PAGO PROV",
  advance: "AB.ANTICIPO PROV",
  payroll: "TRANSF HABERES",
  tgss: "SEG.SOCIALES",
  tax: "PAGO TRIBUTOS MOD",
  tax_refund: "ABONO HAC.PUB DEVOL",
  fee: "CGO",
  loan: "AMORTIZ PTMO",
  interest: "LIQ.CTA",
  own_transfer: "TRASP CTAS MISMO TIT",
  cash_out: "REINTEGRO AUTOM",
  cash_in: "ENTREGA EFVO",
  card_settle: "CGO EXTRACTO TARJ",
  returned: "DEV.RECIBO SEPA",
  insurance: "DOMIC SEPA SEGURO",
  capital: "ABONO TRANSF SEPA",
};

const neobank = {
  transfer_in: "PAYMENT FROM",
  transfer_out: "PAYMENT TO",
  transfer_intl_in: "INTERNATIONAL PAYMENT FROM",
  transfer_intl_out: "INTERNATIONAL PAYMENT TO",
  bizum_in: "BIZUM FROM",
  bizum_out: "BIZUM TO",
  recibo: "DIRECT DEBIT",
  card: "CARD PAYMENT",
  tpv: "CARD READER PAYOUT",
  remittance: "DIRECT DEBIT COLLECTION",
  confirming: "SUPPLY CHAIN PAYMENT",
  advance: "SUPPLY CHAIN ADVANCE",
  payroll: "SALARY",
  tgss: "SOCIAL SECURITY",
  tax: "TAX PAYMENT MODEL",
  tax_refund: "TAX REFUND MODEL",
  fee: "FEE",
  loan: "LOAN REPAYMENT",
  interest: "INTEREST",
  own_transfer: "TRANSFER BETWEEN YOUR ACCOUNTS",
  cash_out: "CASH WITHDRAWAL",
  cash_in: "CASH DEPOSIT",
  card_settle: "CREDIT CARD REPAYMENT",
  returned: "RETURNED DIRECT DEBIT",
  insurance: "DIRECT DEBIT INSURANCE",
  capital: "PAYMENT FROM",
};

const basque = {
  transfer_in: "JASOTAKO TRANSFERENTZIA",
  transfer_out: "EGINDAKO TRANSFERENTZIA",
  transfer_intl_in: "ATZERRIKO TRANSFERENTZIA JASOTA",
  transfer_intl_out: "ATZERRIRAKO TRANSFERENTZIA",
  bizum_in: "BIZUM JASOTA",
  bizum_out: "BIZUM BIDALITA",
  recibo: "ORDAINAGIRI HELBIDERATUA",
  card: "TXARTELAZ EROSKETA",
  tpv: "SALTOKIKO FAKTURAZIOA",
  remittance: "ORDAINAGIRI SORTA",
  confirming: "CONFIRMING ORDAINKETA",
  advance: "CONFIRMING AURRERAKINA",
  payroll: "NOMINA ORDAINKETA",
  tgss: "GIZARTE SEGURANTZA",
  tax: "ZERGA EREDUA",
  tax_refund: "ZERGA ITZULKETA EREDUA",
  fee: "KOMISIOA",
  loan: "MAILEGU KUOTA",
  interest: "INTERESEN LIKIDAZIOA",
  own_transfer: "NORBERAREN KONTUEN ARTEKO TRASPASOA",
  cash_out: "KUTXAZAINEAN ATERATZEA",
  cash_in: "ESKUDIRU SARRERA",
  card_settle: "TXARTELAREN LIKIDAZIOA",
  returned: "ITZULITAKO ORDAINAGIRIA",
  insurance: "ASEGURU ORDAINAGIRIA",
  capital: "JASOTAKO TRANSFERENTZIA",
};
const basqueMonths = [
  "URTARRILA",
  "OTSAILA",
  "MARTXOA",
  "APIRILA",
  "MAIATZA",
  "EKAINA",
  "UZTAILA",
  "ABUZTUA",
  "IRAILA",
  "URRIA",
  "AZAROA",
  "ABENDUA",
];
const basqueWords = {
  FRA: "FKT",
  FACTURA: "FAKTURA",
  FACT: "FAKT",
  PAGO: "ORDAINKETA",
  CUOTA: "KUOTA",
  FRAS: "FAKTURAK",
  PEDIDO: "ESKAERA",
};

const structured = Object.fromEntries(Object.keys(cooperative).map((kind) => [kind, ""]));
const families = {
  transfer_in: "PMNT-RCDT-ESCT",
  transfer_out: "PMNT-ICDT-ESCT",
  transfer_intl_in: "PMNT-RCDT-XBCT",
  transfer_intl_out: "PMNT-ICDT-XBCT",
  bizum_in: "PMNT-RRCT-ESCT",
  bizum_out: "PMNT-IRCT-ESCT",
  recibo: "PMNT-RDDT-ESDD",
  card: "PMNT-CCRD-POSD",
  tpv: "PMNT-MCRD-POSP",
  remittance: "PMNT-IDDT-ESDD",
  confirming: "PMNT-RCDT-AUTT",
  advance: "LDAS-CSLN-PPAY",
  payroll: "PMNT-ICDT-SALA",
  tgss: "PMNT-RDDT-GOVT",
  tax: "PMNT-ICDT-TAXE",
  tax_refund: "PMNT-RCDT-TAXE",
  fee: "ACMT-MDOP-FEES",
  loan: "LDAS-CSLN-PPAY",
  interest: "ACMT-MDOP-INTR",
  own_transfer: "PMNT-ICDT-BOOK",
  cash_out: "PMNT-CCRD-CWDL",
  cash_in: "PMNT-CNTR-CDPT",
  card_settle: "PMNT-CCRD-SMRT",
  returned: "PMNT-IDDT-UPDD",
  insurance: "PMNT-RDDT-ESDD",
  capital: "PMNT-RCDT-ESCT",
};

export function banks({ registerBank, names }) {
  const accents = withAccents(names);
  registerBank(
    "COOPERATIVA",
    bankOf({
      limits: usual,
      words: cooperative,
      layout: (word, who, what, kind) => ({
        concept: joined(word, what, who && `${kind.endsWith("_out") ? "BEN" : "ORD"} ${who}`),
        details: [],
      }),
    }),
  );
  registerBank(
    "NEOBANCO",
    bankOf({
      limits: { ...usual, nameMax: [40, 60], textMax: [90, 140] },
      words: neobank,
      layout: (word, who, what) => ({ concept: joined(word, who), details: what ? [joined("REFERENCE:", what)] : [] }),
      hasCodes: false,
      after: (line) => titleCase(accents(line)),
    }),
  );
  registerBank(
    "EUSKARAZ",
    bankOf({
      limits: { ...usual, textRate: 0.85 },
      words: basque,
      layout: (word, who, what, kind) => ({
        concept: word,
        details: [who && `${kind.endsWith("_out") ? "HARTZAILEA" : "IGORLEA"} ${who}`, what && `KONTZEPTUA ${what}`],
      }),
      after: replaceWords({ ...basqueWords, ...monthsIn(basqueMonths) }),
    }),
  );
  registerBank(
    "CAMT",
    bankOf({
      limits: { ...usual, nameMax: [60, 70], textMax: [120, 140], ibanRate: 0.3 },
      words: structured,
      layout: (_, who, what, kind) => ({
        concept: families[kind],
        details: ["/EREF/NOTPROVIDED", what && `/REMI/USTD//${what}`, who && `/NM/${who}`],
      }),
      hasCodes: false,
    }),
  );
  registerBank(
    "BREVE",
    bankOf({
      limits: { ...usual, nameMax: [9, 14], textMax: [12, 20], nameRate: 0.8, textRate: 0.7 },
      words: Object.fromEntries(Object.entries(cooperative).map(([kind, word]) => [kind, word.slice(0, 7)])),
      layout: (word, who, what) => ({ concept: joined(word, who), details: [what.slice(0, 20)] }),
      hasCodes: false,
    }),
  );
  const monthNames = new Set(Object.keys(monthsIn([])));
  registerBank(
    "CIFRAS",
    bankOf({
      limits: { ...usual, nameRate: 0, ibanRate: 0.4 },
      words: Object.fromEntries(Object.entries(cooperative).map(([kind, word]) => [kind, word.slice(0, 10)])),
      layout: (word, _, what) => ({ concept: word, details: [what] }),
      hasCodes: false,
      // Of the payer's text only figures and months come through.
      after: (line, isFirst) => (isFirst ? line : joined(line.replace(/[A-ZÑ]+/gu, (word) => (monthNames.has(word) ? word : "")))),
    }),
  );
}
