import { parsePlainDate } from "@/lib/kernel/calendar";
import { roundAmount } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { decimalOf } from "./structured/values";

/** What a fiscal QR code says of the invoice that carries it; unknown values are null. */
export type FiscalCode = {
  readonly system: "verifactu" | "ticketbai" | "atcud" | "epc";
  /** False for codes of the authorities' test services. */
  readonly isReal: boolean;
  readonly taxId: string | null;
  readonly number: string | null;
  /** "YYYY-MM-DD". */
  readonly date: string | null;
  /** With tax and surcharge, before withholding; of a payment code what is to be paid. */
  readonly total: string | null;
  readonly iban: string | null;
};

const nothing = { taxId: null, number: null, date: null, total: null, iban: null } as const;

/** Null for a code that is none of the known ones: an advert, a payment link, another host. */
export function fiscalCodeOf(text: string): FiscalCode | null {
  return verifactuOf(text) ?? ticketBaiOf(text) ?? atcudOf(text) ?? paymentOf(text);
}

const verifactuHosts: Readonly<Record<string, boolean>> = { "www2.agenciatributaria.gob.es": true, "prewww2.aeat.es": false };
const verifactuPath = /^\/wlpl\/TIKE-CONT\/ValidarQR(?:NoVerifactu)?$/u;

/** Orden HAC/1177/2024, art. 21 and its annex: nif, numserie, fecha (DD-MM-YYYY) and importe. */
function verifactuOf(text: string): FiscalCode | null {
  const url = urlOf(text);
  const isReal = url && verifactuHosts[url.host];
  if (!url || isReal === undefined || isReal === null || !verifactuPath.test(url.pathname)) return null;
  const [nif, numserie, fecha, importe] = ["nif", "numserie", "fecha", "importe"].map((name) => url.searchParams.get(name));
  return {
    ...nothing,
    system: "verifactu",
    isReal,
    taxId: nif ? normalizeTaxId(nif) : null,
    number: numserie ?? null,
    date: fecha ? parsePlainDate(fecha.replace(/-/gu, "/")) : null,
    total: amountOf(importe ?? null),
  };
}

const ticketBaiHosts = /^(?:ticketbai\.araba\.eus|batuz\.eus|tbai\.egoitza\.gipuzkoa\.eus)$/u;
const ticketBaiTests = /^(?:[\w-]*(?:pruebas|prep)[\w.-]*\.)?(?:ticketbai|batuz|tbai)[\w.-]*\.(?:araba|gipuzkoa)?\.?eus$/u;

/** `id=TBAI-NIF-DDMMYY-signature-crc`, series, number and total. */
function ticketBaiOf(text: string): FiscalCode | null {
  const url = urlOf(text);
  if (!url || !(ticketBaiHosts.test(url.host) || ticketBaiTests.test(url.host))) return null;
  const [, nif, day = "", month = "", year = ""] = /^TBAI-([A-Z0-9]{9})-(\d\d)(\d\d)(\d\d)-/u.exec(url.searchParams.get("id") ?? "") ?? [];
  if (nif === undefined) return null;
  return {
    ...nothing,
    system: "ticketbai",
    isReal: ticketBaiHosts.test(url.host),
    taxId: normalizeTaxId(nif),
    number: `${url.searchParams.get("s") ?? ""}${url.searchParams.get("nf") ?? ""}` || null,
    date: parsePlainDate(`${day}/${month}/20${year}`),
    total: amountOf(url.searchParams.get("i")),
  };
}

/** Portaria 195/2020 (PT): fields `A:` issuer, `F:` date, `G:` document and number, `O:` total. */
function atcudOf(text: string): FiscalCode | null {
  if (!/^A:\d{9}\*B:/u.test(text)) return null;
  const fields = new Map(text.split("*").map((field) => [field.slice(0, field.indexOf(":")), field.slice(field.indexOf(":") + 1)]));
  const [, year = "", month = "", day = ""] = /^(\d{4})(\d\d)(\d\d)$/u.exec(fields.get("F") ?? "") ?? [];
  return {
    ...nothing,
    system: "atcud",
    isReal: true,
    taxId: `PT${fields.get("A") ?? ""}`,
    number: fields.get("G") ?? null,
    date: parsePlainDate(`${year}-${month}-${day}`),
    total: amountOf(fields.get("O") ?? null),
  };
}

/** The European payment code (EPC069-12): account and amount. */
function paymentOf(text: string): FiscalCode | null {
  const [tag, , , kind, , , iban = "", amount = ""] = text.split(/\r?\n/u);
  if (tag !== "BCD" || kind !== "SCT") return null;
  const account = iban.replace(/\s/gu, "").toUpperCase();
  return { ...nothing, system: "epc", isReal: true, iban: account || null, total: amountOf(amount.replace(/^EUR/u, "")) };
}

function amountOf(text: string | null): string | null {
  const decimal = decimalOf(text);
  return decimal === null ? null : roundAmount(decimal);
}

/** Only https and only without a port or a password: anything else is no fiscal code. */
function urlOf(text: string): URL | null {
  if (!/^https:\/\/[\w.-]+\//u.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
