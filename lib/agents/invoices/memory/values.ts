import type { Page } from "@/lib/documents/model";
import { checkIban } from "@/lib/kernel/iban";
import { detectDecimalMark, parseAmount, roundAmount } from "@/lib/kernel/money";
import { findDates, voteDateOrder } from "@/lib/language/dates";
import { findTaxIds } from "@/lib/language/tax-ids";
import type { AnchoredPath } from "./profile";

/** Reads words as the value of a field; null where they are none. */
type ValueReader = (text: string) => string | null;

/** How the values of a field are written on these pages, and how many words one may take. */
export function valueReader(path: AnchoredPath, pages: readonly Page[]): { readonly read: ValueReader; readonly longest: number } {
  switch (path) {
    case "number":
      return { read: invoiceNumber, longest: 4 };
    case "issueDate":
    case "dueDate":
      return { read: dateReader(pages), longest: 6 };
    case "iban":
      return { read: (text) => ibanIn(text), longest: 8 };
    case "supplier.taxId":
      return { read: taxId, longest: 4 };
    default:
      return { read: amountReader(pages), longest: 3 };
  }
}

/** "F-2026/0012" → "A-9/9": what stays when the next invoice is written. */
export function shapeOf(text: string): string {
  return text
    .toUpperCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\p{L}+/gu, "A")
    .replace(/\d+/g, "9")
    .slice(0, 60);
}

const invoiceNumber: ValueReader = (text) => {
  const bare = text.replace(/^[#:.\s]+|[:;,.\s]+$/g, "");
  return /\d/.test(bare) && bare.length <= 60 ? bare : null;
};

function dateReader(pages: readonly Page[]): ValueReader {
  const order = voteDateOrder(pages.flatMap(({ words }) => words.map(({ text }) => text)));
  return (text) => {
    const [only, ...others] = findDates(text, order);
    const isWhole = only !== undefined && others.length === 0 && only.start === 0 && only.end >= text.replace(/[.,;]+$/, "").length;
    return isWhole ? only.date : null;
  };
}

const ibanIn: ValueReader = (text) => {
  const check = checkIban(text);
  return check.kind === "iban" && check.valid ? check.normalized : null;
};

const taxId: ValueReader = (text) => {
  const [only, ...others] = findTaxIds(text);
  return only?.valid && others.length === 0 && only.start === 0 ? only.taxId : null;
};

function amountReader(pages: readonly Page[]): ValueReader {
  const decimal = detectDecimalMark(pages.flatMap(({ words }) => words.map(({ text }) => text))) ?? ",";
  return (text) => {
    if (!/\d[.,]\d{2}(?!\d)/.test(text)) return null;
    const value = parseAmount(text, { decimal })?.value;
    return value === null || value === undefined ? null : roundAmount(value);
  };
}
