import { findTitle } from "@/lib/language/document-kinds";
import { foldText } from "@/lib/language/fold";
import type { LabelKind } from "@/lib/language/label-table";
import { findLabels } from "@/lib/language/labels";
import { endsInLegalForm, isLegalForm } from "@/lib/language/names";
import type { Segment } from "./layout";

export function stripLabel(segment: Segment, printed: string): string {
  const text = printed.replace(/^(?:nombre|raz[oó]n social|nom|name|raison sociale|firma|nome|empresa|company)\s*:\s*/iu, "");
  const first = segment.labels[0];
  if (!first || first.start !== 0 || !(["supplier", "customer", "shipTo"] as const).some((kind) => first.kinds.has(kind))) return text;
  const rest = segment.words
    .slice(first.end)
    .map((w) => w.text)
    .join(" ");
  return /\p{L}{3,}/u.test(rest) && /:$/.test(segment.words[first.end - 1]?.text ?? "") ? rest : text;
}

const addressWords =
  /^c\/|^(?:calle|avda|avenida|av\.|plaza|pza|paseo|ronda|camino|carrer|carretera|ctra|pol\.|poligono|rua|rue|via|street|strasse|road|km|apartado|tel|tfno|telf|movil|fax|nif|cif|email|e-mail|correo|www|http|iban|pag|page|hoja|fecha|date|data|at\.|att)\b/i;

const notNames: readonly LabelKind[] = ["companyId", "taxId", "phone", "account", "dueDate", "otherRef", "registry"];

export function looksLikeName(text: string): boolean {
  const clean = text.trim();
  if (clean.length < 3 || clean.length > 90 || !/\p{L}{2,}/u.test(clean) || /@|www\.|https?:/i.test(clean)) return false;
  if (addressWords.test(foldText(clean)) || /^\d/.test(clean) || /\d{5}/.test(clean)) return false;
  if (isLegalForm(clean) || (clean.includes(")") && !clean.includes("("))) return false;
  const [label] = findLabels(clean.split(/\s+/));
  if (
    label &&
    label.start === 0 &&
    label.end === clean.split(/\s+/).length &&
    (label.kinds.has("customer") || label.kinds.has("supplier") || label.kinds.has("shipTo"))
  )
    return false;
  if (label && label.start === 0 && !endsInLegalForm(clean) && notNames.some((kind) => label.kinds.has(kind))) return false;
  return findTitle(clean)?.before !== 0;
}

export const tidyName = (name: string): string =>
  name
    .replace(/^(?:nombre|raz[oó]n social|nom|name|raison sociale|firma|nome|empresa|company)\s*:\s*/iu, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s·|–—:,-]+|[\s·|–—:,;(-]+$/gu, "")
    .replace(/\s?[–—]\s*(?:NIF|CIF).*$/u, "")
    .trim()
    .slice(0, 300);
