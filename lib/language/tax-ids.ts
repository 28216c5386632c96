import { checkTaxId } from "@/lib/kernel/tax-id";
import { vatFormats } from "@/lib/kernel/vat-formats";

export type PrintedTaxId = {
  /** Normalised: upper case, no separators, ES dropped, other prefixes kept. */
  readonly taxId: string;
  readonly valid: boolean;
  readonly proof: "checksum" | "format" | "none";
  readonly country: string | null;
  readonly start: number;
  readonly end: number;
};

const spanish =
  /(?<![A-Z0-9])(?:ES[-\s]?)?(?:[A-HJNP-SUVW][-.\s]{0,2}(?:\d{7}|\d{2}[.\s]\d{3}[.\s]\d{2}|\d{2}[.\s]\d{5}|\d[.\s]\d{3}[.\s]\d{3})[-.\s]{0,2}[0-9A-J]|[XYZKLM][-.\s]{0,2}(?:\d{7}|\d\.\d{3}\.\d{3})[-.\s]{0,2}[A-Z]|(?:\d{8}|\d{2}\.\d{3}\.\d{3})[-.\s]{0,2}[A-Z])(?![A-Z0-9])/g;
const prefixed = /(?<![A-Z0-9])(CHE|[A-Z]{2})[-\s]?((?:[0-9A-Z]{2,4}[\s.]?)?[0-9][0-9A-Z.\s-]{4,16}[0-9A-Z])(?![A-Z0-9])/g;
/** A country in brackets before a bare number, as some programs print it: "NIF: (PT) 514329874". */
const bracketed = /\(([A-Z]{2})\)\s?([0-9A-Z]{8,12})(?![A-Z0-9])/g;

/** Tax ids in one printed phrase. A Spanish one needs its form; a wrong control character is reported as not valid. */
export function findTaxIds(text: string): readonly PrintedTaxId[] {
  const upper = text.length === text.toUpperCase().length ? text.toUpperCase() : text;
  const found: PrintedTaxId[] = [];
  const add = (start: number, end: number, id: string) => {
    if (found.some((f) => start < f.end && f.start < end)) return;
    const check = checkTaxId(id);
    if (check.kind === "unknown") return;
    found.push({ taxId: check.normalized, valid: check.valid, proof: check.proof, country: check.country, start, end });
  };
  for (const m of upper.matchAll(bracketed)) add(m.index, m.index + m[0].length, m[1] === "ES" ? (m[2] ?? "") : `${m[1]}${m[2]}`);
  for (const m of upper.matchAll(spanish)) if (!isInsideLonger(upper, m.index, m[0].length)) add(m.index, m.index + m[0].length, m[0]);
  for (const m of upper.matchAll(prefixed)) {
    const prefix = m[1] ?? "";
    if (!vatFormats[prefix]) continue;
    const body = longestBody(prefix, m[2] ?? "");
    if (body) add(m.index, m.index + m[0].length - ((m[2]?.length ?? 0) - body.length), prefix + body);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "FR 34 999 888 779 RCS": the number ends where the country's format says. */
function longestBody(prefix: string, printed: string): string | null {
  const pattern = vatFormats[prefix]?.pattern;
  for (let length = printed.length; length >= 7; length--) {
    const part = printed.slice(0, length);
    if (pattern?.test(part.replace(/[\s.\-]/g, "")) && !/[\s.-]$/.test(part) && !/^[0-9A-Z]/.test(printed.slice(length))) return part;
  }
  return null;
}

/** Digits that go on after a slash or hyphen are a document number, not a tax id. */
function isInsideLonger(text: string, start: number, length: number): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  return /[A-Z0-9][/_-]$/.test(before) && !/(?:NIF|CIF|VAT|IVA|ES|DNI|NIE)[/_-]$/.test(before)
    ? true
    : /^[/_-][A-Z0-9]/.test(text.slice(start + length));
}
