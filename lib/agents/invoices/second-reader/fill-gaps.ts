import { fromCents, toCents } from "@/lib/kernel/money";
import { checkTaxId } from "@/lib/kernel/tax-id";
import type { ReadingContext } from "../reading";
import { checkInvoice } from "../check";
import type { InvoicePayload } from "../model";
import type { Claim } from "./claims";

/**
 * Puts values that only the second reader saw, and that code found again on the paper, where the own reading has none.
 * Amounts only all together and only if every sum holds with them; an account never, because that is where a forger
 * would want to be read. Returns the payload and the paths that were filled.
 */
export function fillGaps(
  payload: InvoicePayload,
  found: readonly Claim[],
  { today, ownTaxIds = [] }: ReadingContext,
): { readonly payload: InvoicePayload; readonly filled: readonly string[] } {
  const said = (path: string) => found.find((claim) => claim.path === path)?.value ?? null;
  const context = { today, ownTaxIds };
  const heads = headsOf(payload, said);
  const withHeads = { ...payload, ...heads };
  const headPaths = Object.keys(heads).flatMap((key) => (key === "supplier" ? supplierPaths(payload, withHeads) : [key]));
  const sums = sumsOf(withHeads, said, found);
  const withSums = { ...withHeads, ...sums };
  const sumPaths = Object.keys(sums);
  if (sumPaths.length > 0 && addsUp(withSums, context)) return { payload: withSums, filled: [...headPaths, ...sumPaths] };
  return { payload: withHeads, filled: headPaths };
}

type Said = (path: string) => string | null;

function headsOf({ number, issueDate, supplier }: InvoicePayload, said: Said): Partial<InvoicePayload> {
  const taxId = said("supplier.taxId");
  const name = supplier.name ?? said("supplier.name");
  const validTaxId = supplier.taxId ?? (taxId !== null && checkTaxId(taxId).valid ? taxId : null);
  const isNew = name !== supplier.name || validTaxId !== supplier.taxId;
  return {
    ...(number === null && said("number") !== null ? { number: said("number") } : {}),
    ...(issueDate === null && said("issueDate") !== null ? { issueDate: said("issueDate") } : {}),
    ...(isNew ? { supplier: { ...supplier, name, taxId: validTaxId } } : {}),
  };
}

function supplierPaths(before: InvoicePayload, after: InvoicePayload): string[] {
  return (["name", "taxId"] as const).filter((part) => before.supplier[part] !== after.supplier[part]).map((part) => `supplier.${part}`);
}

function sumsOf(payload: InvoicePayload, said: Said, found: readonly Claim[]): Partial<InvoicePayload> {
  const gaps: { -readonly [K in "netTotal" | "vatTotal" | "total" | "payable" | "vat" | "withholding"]?: InvoicePayload[K] } = {};
  for (const path of ["netTotal", "vatTotal", "total"] as const) {
    const value = said(path);
    if (payload[path] === null && value !== null) gaps[path] = value;
  }
  const rows = payload.vat.length === 0 ? rowsOf(said, found) : [];
  if (rows.length > 0) gaps.vat = rows;
  const base = payload.netTotal ?? gaps.netTotal ?? null;
  const [rate, amount] = [said("withholding.rate"), said("withholding.amount")];
  if (payload.withholding === null && base !== null && rate !== null && amount !== null) gaps.withholding = { rate, base, amount };
  const total = payload.total ?? gaps.total ?? null;
  const payable = said("payable");
  const held = payload.withholding ?? gaps.withholding ?? null;
  if (payload.payable === null && total !== null && payable === fromCents(toCents(total) - toCents(held?.amount ?? "0.00")))
    gaps.payable = payable;
  return gaps;
}

function rowsOf(said: Said, found: readonly Claim[]): InvoicePayload["vat"] {
  return found.flatMap(({ path }) => {
    const at = /^vat\.(\d+)\.rate$/.exec(path)?.[1];
    if (at === undefined) return [];
    const [rate, base, amount] = [said(path), said(`vat.${at}.base`), said(`vat.${at}.amount`)];
    return rate === null || base === null || amount === null ? [] : [{ rate, base, amount, surchargeRate: null, surchargeAmount: null }];
  });
}

/** Bases, taxes, total and withholding agree, and nothing of it is missing. */
function addsUp(payload: InvoicePayload, context: { readonly today: string; readonly ownTaxIds: readonly string[] }): boolean {
  const codes = checkInvoice(payload, context).map(({ code }) => code);
  if (!codes.includes("sum.agrees")) return false;
  return !codes.some(
    (code) => /^(?:sum\.(?!agrees|lines)|withholding\.|vat\.rate|payable\.|net\.)/.test(code) && code !== "withholding.none_from_person",
  );
}
