import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldText } from "@/lib/language/fold";

/** What a company calls itself by law: it comes and goes between an invoice and an address book. */
const legalForms = new Set(
  (
    "sl sll slu slne slp slpu sa sau saa sad scp sc sccl scoop scl cb ccb spj aie ute sociedad limitada anonima laboral unipersonal cooperativa " +
    "comunidad bienes civil gmbh ag ltd limited llc inc sarl sas srl spa bv nv oy ab lda"
  ).split(" "),
);
const joining = new Set(["y", "e", "i", "de", "del", "la", "las", "el", "los", "the", "and"]);

/**
 * A company's name as it is compared: lower case, no accents, no punctuation, no legal form at its end. "Ferretería
 * Aldaba, S.L.U." and "FERRETERIA ALDABA SLU" fold to the same. A name that is nothing but a legal form keeps it.
 */
export function foldCompanyName(name: string): string {
  const words = undotted(foldText(name))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  let end = words.length;
  while (end > 1 && (legalForms.has(words[end - 1] ?? "") || (end < words.length && joining.has(words[end - 1] ?? "")))) end -= 1;
  return words.slice(0, end).join(" ");
}

/** "s.l.u." and "s. l." are abbreviations, "aldaba.es" is not. */
function undotted(text: string): string {
  return text.replace(/\b(?:\p{L}\.\s?){2,}(?:\p{L}\b\.?)?/gu, (abbreviation) => `${abbreviation.replace(/[.\s]/g, "")} `);
}

/** A document number as it is compared: letters and digits in upper case. "F-2026/0012" → "F20260012". */
export function numberKeyOf(number: string): string {
  return foldText(number)
    .replace(/[^a-z0-9]/g, "")
    .toUpperCase();
}

/** The tax id of a contact as it is compared; null when the contact has none. */
export function codeKeyOf(code: string | null | undefined): string | null {
  const normalized = code ? normalizeTaxId(code) : "";
  return normalized === "" ? null : normalized;
}
