import { hasValidVatDigits, vatFormats } from "@/lib/kernel/vat-formats";

/** `dni`, `nie` and `klm` are natural persons; `entity` is what used to be the CIF; `vat` is a foreign VAT number. */
export type TaxIdKind = "dni" | "nie" | "klm" | "entity" | "vat" | "unknown";

export type TaxIdCheck = {
  readonly kind: TaxIdKind;
  /** Upper case, no separators; ES dropped, other country prefixes kept. */
  readonly normalized: string;
  readonly valid: boolean;
  /** What `valid` rests on; some countries publish no check digit. */
  readonly proof: "checksum" | "format" | "none";
  /** ISO-2, `EU` for the one-stop shop; null when unknown. */
  readonly country: string | null;
  readonly personType: "person" | "entity" | null;
};

const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const entityLetters = "JABCDEFGHI";

/** "ES-B 1234567-4" → "B12345674", "fr 12 345678901" → "FR12345678901". Says nothing about validity. */
export function normalizeTaxId(text: string): string {
  const joined = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s.\-/\u2010-\u2015\u2212_·]/gu, "");
  if (/^ES.{9}$/u.test(joined)) return joined.slice(2);
  return joined.replace(/^(CHE\d{9})(?:MWST|TVA|IVA|VAT)$/u, "$1").replace(/^GR(?=\d{9}$)/u, "EL");
}

/**
 * Spanish NIF in all its forms, and VAT numbers with a country prefix. A well-formed number with a wrong control is
 * of its kind and not valid; anything else is `unknown`. Entities may carry digit or letter as control, as printed
 * documents do.
 */
export function checkTaxId(text: string): TaxIdCheck {
  const normalized = normalizeTaxId(text);
  return (
    spanish(normalized) ??
    foreign(normalized) ?? { kind: "unknown", normalized, valid: false, proof: "none", country: null, personType: null }
  );
}

/** Letters and digits that scanners confuse; tried one at a time, in both directions. */
const lookalikes = new Map(
  [..."O0 I1 S5 B8 Z2 G6".split(" ")].flatMap(
    ([...pair]) =>
      [
        [pair[0], pair[1]],
        [pair[1], pair[0]],
      ] as [string, string][],
  ),
);

/** The valid Spanish number that differs in one confusable character, when there is exactly one; null otherwise. */
export function repairTaxId(text: string): string | null {
  const id = normalizeTaxId(text);
  if (id.length !== 9 || checkTaxId(id).valid) return null;
  const repaired = new Set<string>();
  for (let at = 0; at < id.length; at++) {
    const twin = lookalikes.get(id.charAt(at));
    const candidate = twin === undefined ? "" : id.slice(0, at) + twin + id.slice(at + 1);
    if (spanish(candidate)?.valid) repaired.add(candidate);
  }
  const [only] = repaired;
  return repaired.size === 1 && only !== undefined ? only : null;
}

function spanish(id: string): TaxIdCheck | null {
  const known = { normalized: id, proof: "checksum", country: "ES" } as const;
  const person = /^([XYZKLM]?)(\d{7,8})([A-Z])$/u.exec(id);
  if (person && id.length === 9) {
    const [, lead = "", digits = "", letter] = person;
    const number = { X: "0", Y: "1", Z: "2" }[lead] ?? "";
    const valid = dniLetters[Number(number + digits) % 23] === letter;
    const kind = lead === "" ? "dni" : number === "" ? "klm" : "nie";
    return { ...known, kind, valid, personType: "person" };
  }
  const entity = /^[ABCDEFGHJNPQRSUVW](\d{7})([0-9A-J])$/u.exec(id);
  if (!entity) return null;
  const control = entityControl(entity[1] ?? "");
  return { ...known, kind: "entity", valid: entity[2] === String(control) || entity[2] === entityLetters[control], personType: "entity" };
}

function entityControl(digits: string): number {
  let sum = 0;
  for (const [at, digit] of [...digits].entries()) {
    const value = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

function foreign(id: string): TaxIdCheck | null {
  const prefix = id.startsWith("CHE") ? "CHE" : id.slice(0, 2);
  const format = vatFormats[prefix];
  const body = id.slice(prefix.length);
  if (!format?.pattern.test(body)) return null;
  const verdict = hasValidVatDigits(prefix, body);
  const country = { CHE: "CH", EL: "GR", XI: "GB" }[prefix] ?? prefix;
  return {
    kind: "vat",
    normalized: id,
    valid: verdict ?? true,
    proof: verdict === null ? "format" : "checksum",
    country,
    personType: null,
  };
}
