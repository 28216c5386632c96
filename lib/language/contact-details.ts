import { findTaxIds } from "@/lib/language/tax-ids";

export type ContactDetails = { readonly emails: readonly string[]; readonly phones: readonly string[]; readonly taxIds: readonly string[] };

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const phone =
  /(?<![\w/.,-])(?:\(?(?:\+|00)\d{1,3}\)?[\s.-]?)?(?:[6-9]\d{2}[\s.-]?\d{3}[\s.-]?\d{3}|[6-9]\d{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}|[6-9]\d[\s.-]\d{3}[\s.-]?\d{2}[\s.-]?\d{2})(?![\w/-]|[.,]\d)|(?<![\w/.,-])(?:\+|00)\d[\d\s.()-]{7,16}\d(?!\w)/g;

/** E-mail addresses (lower case), telephone numbers as written, and valid tax ids of a text, each once. */
export function findContactDetails(text: string): ContactDetails {
  const taxIds = findTaxIds(text.toUpperCase()).filter((found) => found.valid);
  const phones = [...text.matchAll(phone)].filter(
    (match) => !taxIds.some((id) => match.index < id.end && id.start < match.index + match[0].length),
  );
  return {
    emails: once([...text.matchAll(email)].map((match) => match[0].toLowerCase())),
    phones: once(phones.map((match) => match[0].trim())),
    taxIds: once(taxIds.map((found) => found.taxId)),
  };
}

const once = (values: readonly string[]): readonly string[] => [...new Set(values)];
