import { z } from "zod";
import { roundAmount } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { fixed, formatFixed } from "@/lib/language/decimal";
import type { InvoicePayload } from "../model";
import type { SecondAnswer } from "./prompt";
import { isSame, type ValueKind } from "./same-value";

/** One value that the second reader says to stand at a path of the payload, written as the payload writes it. */
export type Claim = { readonly path: string; readonly kind: ValueKind; readonly value: string };

/**
 * What an answer says, value by value. What cannot be a value of its kind is left out, as if it had not been said. Tax
 * rows take the place of the local row with their rate, lines that of the local line only if both readers see as many.
 */
export function claimsOf(answer: SecondAnswer, local: InvoicePayload): readonly Claim[] {
  const one = (path: string, kind: ValueKind, { value }: { readonly value: string }): Claim[] => claim(path, kind, value);
  return [
    ...one("number", "words", answer.number),
    ...one("issueDate", "date", answer.issueDate),
    ...one("dueDate", "date", answer.dueDate),
    ...one("supplier.name", "name", answer.supplierName),
    ...one("supplier.taxId", "taxId", answer.supplierTaxId),
    ...one("customer.taxId", "taxId", answer.customerTaxId),
    ...one("netTotal", "amount", answer.netTotal),
    ...taxClaims(answer, local),
    ...one("vatTotal", "amount", answer.vatTotal),
    ...one("withholding.rate", "rate", answer.withholdingRate),
    ...one("withholding.amount", "amount", answer.withholdingAmount),
    ...one("total", "amount", answer.total),
    ...one("payable", "amount", answer.payable),
    ...one("iban", "iban", answer.iban),
    ...lineClaims(answer, local),
  ];
}

function taxClaims({ vat }: SecondAnswer, local: InvoicePayload): Claim[] {
  let next = local.vat.length;
  return vat.flatMap(({ rate, base, amount }) => {
    const [stated] = claim("rate", "rate", rate);
    if (!stated) return [];
    const known = local.vat.findIndex((row) => isSame("rate", row.rate, stated.value));
    const at = known === -1 ? next++ : known;
    return [
      { ...stated, path: `vat.${at}.rate` },
      ...claim(`vat.${at}.base`, "amount", base),
      ...claim(`vat.${at}.amount`, "amount", amount),
    ];
  });
}

function lineClaims({ lines }: SecondAnswer, local: InvoicePayload): Claim[] {
  if (lines.length !== local.lines.length) return [];
  return lines.flatMap(({ quantity, net }, i) => [
    ...claim(`lines.${i}.quantity`, "rate", quantity),
    ...claim(`lines.${i}.net`, "amount", net),
  ]);
}

const isDecimal = (text: string): boolean => /^-?\d{1,13}(?:\.\d{1,8})?$/.test(text);

function claim(path: string, kind: ValueKind, said: string): Claim[] {
  const value = said.trim();
  if (value === "") return [];
  if (kind === "amount") return isDecimal(value) ? [{ path, kind, value: roundAmount(value) }] : [];
  if (kind === "rate") return isDecimal(value) ? [{ path, kind, value: formatFixed(fixed(value)) }] : [];
  if (kind === "date") return z.iso.date().safeParse(value).success ? [{ path, kind, value }] : [];
  if (kind === "taxId") return [{ path, kind, value: normalizeTaxId(value).slice(0, 30) }];
  if (kind === "iban") return [{ path, kind, value: value.replace(/\s/g, "").toUpperCase().slice(0, 34) }];
  return [{ path, kind, value: value.slice(0, path === "number" ? 60 : 300) }];
}
